use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The longest configuration or token file that is read: 1 MiB.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// Reads a text file that is meant to be small.
pub(crate) fn read_bounded(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_FILE_BYTES {
        return Err(io::Error::other(format!("it is longer than {MAX_FILE_BYTES} bytes")));
    }
    Ok(text)
}
