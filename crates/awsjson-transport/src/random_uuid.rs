//! Random identifiers.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use crate::hexadecimal::push_hexadecimal;

/// A random UUID (version 4) in its hyphenated lower-case form, fit to name one call or to serve as
/// an idempotency token. It is unique, not secret: nothing may depend on nobody guessing it.
///
/// The randomness is that of the standard library's hash maps, whose 128-bit keys come from the
/// operating system: it cannot fail, and it costs no dependency.
pub fn random_uuid() -> String {
    let [high, low] = random_numbers();
    let high = high & !0xf000 | 0x4000;
    let low = low & !(0b11 << 62) | (0b10 << 62);
    let [a, b, c, d, e, f, g, h] = high.to_be_bytes();
    let [i, j, rest @ ..] = low.to_be_bytes();
    let mut text = String::with_capacity(36);
    for (separator, group) in
        [("", &[a, b, c, d][..]), ("-", &[e, f]), ("-", &[g, h]), ("-", &[i, j]), ("-", &rest)]
    {
        text.push_str(separator);
        push_hexadecimal(&mut text, group);
    }
    text
}

pub(crate) fn random_u64() -> u64 {
    random_numbers()[0]
}

fn random_numbers() -> [u64; 2] {
    let keys = RandomState::new();
    // A forked process inherits its parent's keys.
    let process = std::process::id();
    [0, 1].map(|number: u32| keys.hash_one((process, number)))
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
