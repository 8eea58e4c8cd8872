//! Random identifiers.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// A random UUID (version 4) in its hyphenated lower-case form, fit to name one call or to serve as
/// an idempotency token. It is unique, not secret: nothing may depend on nobody guessing it.
///
/// The randomness is that of the standard library's hash maps, whose 128-bit keys come from the
/// operating system: it cannot fail, and it costs no dependency.
pub fn random_uuid() -> String {
    let high = random_u64() & !0xf000 | 0x4000;
    let low = random_u64() & !(0b11 << 62) | (0b10 << 62);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff,
    )
}

pub(crate) fn random_u64() -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    // A forked process inherits its parent's keys.
    hasher.write_u32(std::process::id());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn has_the_form_of_a_version_4_uuid() {
        for _ in 0..1000 {
            let uuid = random_uuid();
            let groups: Vec<usize> = uuid.split('-').map(str::len).collect();
            assert_eq!(groups, [8, 4, 4, 4, 12], "{uuid}");
            assert_eq!(&uuid[14..15], "4", "{uuid}");
            assert!("89ab".contains(&uuid[19..20]), "{uuid}");
            assert!(uuid.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f' | '-')), "{uuid}");
        }
    }

    #[test]
    fn does_not_repeat_within_or_across_threads() {
        let threads: Vec<_> = (0..4)
            .map(|_| std::thread::spawn(|| (0..2500).map(|_| random_uuid()).collect::<Vec<_>>()))
            .collect();
        let all: HashSet<String> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
        assert_eq!(all.len(), 10_000);
    }
}
