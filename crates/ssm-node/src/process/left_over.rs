//! Scripts that outlive their node: one that is killed cannot end them, so the next one does.

use std::fs;
use std::io;
use std::path::Path;

use crate::folder;

/// The file in a step's folder that says which process runs its script.
const FILE: &str = "process";

/// Notes the process that runs a script, where processes can be told from later ones of the same number.
pub(super) fn note(folder: &Path, process: u32) -> io::Result<()> {
    match identity(process) {
        Some(identity) => folder::write(&folder.join(FILE), identity.as_bytes()),
        None => Ok(()),
    }
}

/// Ends what scripts below this folder left running, with all that they started.
pub(crate) fn end(folder: &Path) -> io::Result<()> {
    if let Ok(noted) = fs::read_to_string(folder.join(FILE))
        && let Some(process) = noted.split(' ').next().and_then(|process| process.parse().ok())
        && identity(process).as_ref() == Some(&noted)
    {
        super::kill_group(process);
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            end(&entry.path())?;
        }
    }
    Ok(())
}

/// A process's number, when it began, and since which start of the system that is counted. Linux alone
/// tells; the field is the 22nd of `proc_pid_stat(5)`, the 20th after the name in parentheses.
fn identity(process: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    let begun = fields.split(' ').nth(19)?;
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(format!("{process} {begun} {}", boot.trim()))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::identity;

    #[test]
    fn a_process_is_told_from_others() {
        let own = identity(std::process::id()).unwrap();
        assert_eq!(identity(std::process::id()).unwrap(), own);
        assert_ne!(identity(1), Some(own));
        assert_eq!(identity(u32::MAX), None);
    }
}
