//! The identifier that every answer carries.

use std::hash::{BuildHasher, RandomState};

/// A random identifier in the form of a version 4 UUID. The standard library's random hash keys
/// suffice: it must differ from others, not be hard to guess.
pub(super) fn request_id() -> String {
    let high = RandomState::new().hash_one(0_u8);
    let low = RandomState::new().hash_one(1_u8);
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        0x8000 | (low >> 50),
        low & 0xffff_ffff_ffff,
    )
}

#[cfg(test)]
mod tests {
    use super::request_id;

    #[test]
    fn ids_are_uuids_of_version_4_and_differ() {
        let id = request_id();
        let lengths: Vec<usize> = id.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert_eq!(id.as_bytes()[14], b'4');
        assert!(b"89ab".contains(&id.as_bytes()[19]));
        assert_ne!(id, request_id());
    }
}
