//! The folder that a node keeps its state and the output of commands in. Nobody else may read it.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder of one node, locked for this process.
pub(crate) struct Folder {
    root: PathBuf,
    /// Held as long as the node runs.
    lock: File,
}

impl Drop for Folder {
    /// Closing the file is not enough: a process that is being started by another thread has it too, until it
    /// is the program that it is to be.
    fn drop(&mut self) {
        // It fails where nothing is locked.
        let _ = self.lock.unlock();
    }
}

impl Folder {
    /// Makes the folder if it is not there, and locks it. An error of the kind `WouldBlock` says that
    /// another node has it.
    pub(crate) fn open(root: &Path) -> io::Result<Self> {
        create(root)?;
        let root = root.canonicalize()?;
        let lock = private_file().create(true).truncate(false).write(true).open(root.join("lock"))?;
        lock.try_lock()?;
        let folder = Self { root, lock };
        create(&folder.commands())?;
        create(&folder.replies())?;
        create(&folder.orchestration())?;
        Ok(folder)
    }

    /// What was taken over: one file a command.
    pub(crate) fn commands(&self) -> PathBuf {
        self.root.join("commands")
    }

    /// Replies that are not delivered: one file each.
    pub(crate) fn replies(&self) -> PathBuf {
        self.root.join("replies")
    }

    /// Removes the scripts and the output of commands that are not known any more.
    pub(crate) fn keep_output_of(&self, is_known: impl Fn(&str) -> bool) -> io::Result<()> {
        for folder in fs::read_dir(self.orchestration())? {
            let folder = folder?;
            if !folder.file_name().to_str().is_some_and(&is_known) {
                fs::remove_dir_all(folder.path())?;
            }
        }
        Ok(())
    }

    /// Forgets all commands, with their output and the replies that are not delivered: they were another
    /// node's.
    pub(crate) fn forget_commands(&self) -> io::Result<()> {
        for folder in [self.replies(), self.commands(), self.orchestration()] {
            fs::remove_dir_all(&folder)?;
            create(&folder)?;
        }
        Ok(())
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Scripts and output: one folder a command.
    pub(crate) fn orchestration(&self) -> PathBuf {
        self.root.join("orchestration")
    }
}

/// Makes a folder, and those above it, for this user alone.
pub(crate) fn create(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Options for files that are for this user alone.
pub(crate) fn private_file() -> OpenOptions {
    #[allow(unused_mut, reason = "elsewhere than on Unix the folder's own protection is all there is")]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Writes a file whole or not at all, whenever the process is killed.
pub(crate) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let temporary = path.with_extension("new");
    let mut file = private_file().create(true).truncate(true).write(true).open(&temporary)?;
    file.write_all(content)?;
    fs::rename(&temporary, path)
}

/// The same, and it is on the disk when this returns, whenever the machine loses its power.
pub(crate) fn write_to_disk(path: &Path, content: &[u8]) -> io::Result<()> {
    let temporary = path.with_extension("new");
    let mut file = private_file().create(true).truncate(true).write(true).open(&temporary)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&temporary, path)?;
    // Elsewhere a folder is nothing that can be opened.
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Whether the text can be the name of a file: letters, digits, dashes, underscores and dots within.
pub(crate) fn is_file_name(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    (1..=200).contains(&text.len()) && !text.starts_with('.') && text.chars().all(allowed)
}

/// Runs file operations off the runtime.
pub(crate) async fn off_runtime<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|stopped| Err(io::Error::other(stopped)))
}

#[cfg(test)]
mod tests {
    use super::is_file_name;

    #[test]
    fn names_that_lead_elsewhere_are_no_file_names() {
        for name in ["2b196342-d7d4-436e-8f09-3883a1116ac3", "step_1", "a.b"] {
            assert!(is_file_name(name), "{name}");
        }
        for name in ["", ".", "..", "../x", "a/b", "a\\b", ".hidden", "a\0", &"x".repeat(201)] {
            assert!(!is_file_name(name), "{name}");
        }
    }
}
