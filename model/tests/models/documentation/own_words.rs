//! No sentence is taken from the reference of 2016.
//!
//! The reference itself is not in this repository. `reference-2016.fingerprints` has five bytes of the
//! FNV-1a hash of every nine words in a row that it has, sorted, which is enough to know one again.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::all_entries;
use super::entries::words;

/// How many words in a row may not be the same.
const RUN: usize = 9;

static FINGERPRINTS: &[u8] = include_bytes!("../reference-2016.fingerprints");

fn fingerprints() -> BTreeSet<[u8; 5]> {
    FINGERPRINTS.as_chunks().0.iter().copied().collect()
}

fn fingerprint(run: &[String]) -> [u8; 5] {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in run.join(" ").bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    let [a, b, c, d, e, ..] = hash.to_be_bytes();
    [a, b, c, d, e]
}

#[test]
fn no_more_than_eight_words_in_a_row_are_the_references() {
    let known = fingerprints();
    let taken: Vec<_> = all_entries()
        .iter()
        .flat_map(|entry| {
            let words = words(&entry.text);
            words
                .windows(RUN)
                .filter(|run| known.contains(&fingerprint(run)))
                .map(|run| run.join(" "))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(taken.is_empty(), "{taken:#?}");
}

#[test]
fn the_fingerprints_are_those_of_the_reference() {
    assert_eq!(fingerprints().len(), 23_427);
    let reference =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds/api-reference-2014-11-06.md");
    // Only who has the reference can tell more.
    let Ok(reference) = fs::read_to_string(reference) else { return };
    let made: BTreeSet<_> = words(&reference).windows(RUN).map(fingerprint).collect();
    assert_eq!(made, fingerprints());
}
