//! A folder that stands for S3.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{OutputError, OutputStore, Reading, Stored};
use crate::run_command::OutputPlace;

/// A folder that stands for S3, as of `ssm-local --s3-folder`: a folder for each bucket, and in it a file
/// for each key.
#[derive(Clone, Debug)]
pub struct FolderStore(PathBuf);

impl FolderStore {
    /// Reads below this folder. It need not exist yet.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    fn path(&self, place: &OutputPlace) -> Option<PathBuf> {
        let parts = || std::iter::once(place.bucket.as_str()).chain(place.key.split('/'));
        let is_name =
            |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':', '\0']);
        parts().all(is_name).then(|| parts().fold(self.0.clone(), |path, part| path.join(part)))
    }
}

impl OutputStore for FolderStore {
    fn read<'a>(&'a self, place: &'a OutputPlace, max_bytes: usize) -> Reading<'a> {
        Box::pin(async move {
            let path = self.path(place).ok_or_else(|| OutputError::Key(place.clone()))?;
            let file = path.clone();
            let reading = tokio::task::spawn_blocking(move || beginning(&file, max_bytes));
            match reading.await.unwrap_or_else(|stopped| Err(io::Error::other(stopped))) {
                Ok(stored) => Ok(Some(stored)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(OutputError::File { path, error }),
            }
        })
    }
}

fn beginning(path: &Path, max_bytes: usize) -> io::Result<Stored> {
    let file = File::open(path)?;
    let total_bytes = file.metadata()?.len();
    let mut bytes = Vec::new();
    file.take(max_bytes as u64).read_to_end(&mut bytes)?;
    // A file that still grows is at least as long as what was read of it.
    let total_bytes = total_bytes.max(bytes.len() as u64);
    Ok(Stored { bytes, total_bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_never_leads_out_of_the_folder() {
        let store = FolderStore::new("root");
        let place = |bucket: &str, key: &str| OutputPlace::new("us-east-1", bucket, key);
        assert_eq!(
            store.path(&place("bucket", "a/b")),
            Some(Path::new("root").join("bucket").join("a").join("b"))
        );
        for (bucket, key) in [("..", "a"), ("bucket", "../a"), ("bucket", "/etc"), ("", "a"), ("c:", "a")] {
            assert_eq!(store.path(&place(bucket, key)), None, "{bucket} {key}");
        }
    }
}
