use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The longest configuration or token file that is read: 1 MiB,
/// thousands of profiles.
pub(super) const MAX_FILE_BYTES: u64 = 1 << 20;

/// Reads a text file that is meant to be small.
pub(crate) fn read_bounded(path: &Path) -> io::Result<String> {
    let bytes = read_beginning(path)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(io::Error::other(format!("it is longer than {MAX_FILE_BYTES} bytes")));
    }
    String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "stream did not contain valid UTF-8"))
}

/// Reads a file as far as [`MAX_FILE_BYTES`] and one byte more, by which a longer one is known.
pub(super) fn read_beginning(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
