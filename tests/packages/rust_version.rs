use serde_json::Value;

use crate::metadata;

/// The parts of a version, of which the last may stay away.
fn version(text: &str) -> [u32; 3] {
    let mut parts = text.split('.').map(|part| part.parse().unwrap());
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}

fn rust_version(package: &Value) -> Option<&str> {
    package["rust_version"].as_str()
}

#[test]
fn all_crates_state_one_rust_version_and_the_readme_does_too() {
    let metadata = metadata(false);
    let versions = metadata["packages"].as_array().unwrap().iter().map(rust_version);
    let mut versions: Vec<_> = versions.map(|version| version.expect("every crate states one")).collect();
    versions.sort_unstable();
    versions.dedup();
    let [stated] = versions[..] else { panic!("more than one Rust version: {versions:?}") };
    let readme = include_str!("../../README.md");
    assert!(readme.contains(&format!("Rust {stated} or later")), "the README does not ask for {stated}");
}

#[test]
fn the_rust_version_is_the_highest_that_a_dependency_needs() {
    let metadata = metadata(true);
    let members = metadata["workspace_members"].as_array().unwrap();
    let used = metadata["resolve"]["nodes"].as_array().unwrap();
    let is_used = |package: &&Value| used.iter().any(|node| node["id"] == package["id"]);
    let (own, others): (Vec<&Value>, Vec<&Value>) = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(is_used)
        .partition(|package| members.contains(&package["id"]));
    let needs =
        others.into_iter().filter_map(|package| Some((version(rust_version(package)?), &package["name"])));
    let (highest, by) = needs.max_by_key(|(version, _)| *version).unwrap();
    let stated = version(rust_version(own[0]).unwrap());
    assert_eq!(stated, highest, "{by} sets the floor");
}
