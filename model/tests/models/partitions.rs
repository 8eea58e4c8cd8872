//! The partitions are complete enough to find an endpoint in each.

use std::collections::BTreeSet;

use ssm_model::PARTITIONS;

use crate::merged::parse;

#[test]
fn there_are_eight_and_none_twice() {
    let document = parse(PARTITIONS);
    let partitions = document["partitions"].as_array().expect("a list of partitions");
    let ids: BTreeSet<_> = partitions.iter().map(|p| p["id"].as_str().expect("an id")).collect();
    assert_eq!(partitions.len(), 8);
    assert_eq!(ids.len(), 8);
}

#[test]
fn each_has_a_pattern_and_suffixes() {
    let document = parse(PARTITIONS);
    for partition in document["partitions"].as_array().expect("a list of partitions") {
        for key in ["regionRegex", "dnsSuffix", "dualStackDnsSuffix"] {
            let value = partition[key].as_str().unwrap_or_default();
            assert!(!value.is_empty(), "{}: {key}", partition["id"]);
        }
    }
}

#[test]
fn no_region_belongs_to_two() {
    let document = parse(PARTITIONS);
    let mut seen = BTreeSet::new();
    for partition in document["partitions"].as_array().expect("a list of partitions") {
        for region in partition["regions"].as_array().expect("a list of regions") {
            assert!(seen.insert(region.to_string()), "{region} in {}", partition["id"]);
        }
    }
}
