//! Digests as text: lower-case hexadecimal digits.

use std::fmt::Write;

use ring::digest::{Algorithm, SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};

/// SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&SHA256, bytes)
}

/// SHA-1, by which older clients name documents.
pub(crate) fn sha1(bytes: &[u8]) -> String {
    hexadecimal(&SHA1_FOR_LEGACY_USE_ONLY, bytes)
}

fn hexadecimal(algorithm: &'static Algorithm, bytes: &[u8]) -> String {
    digest(algorithm, bytes).as_ref().iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{sha1, sha256};

    #[test]
    fn digests_are_those_of_the_standards() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), empty);
        assert_eq!(sha1(b"abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    }
}
