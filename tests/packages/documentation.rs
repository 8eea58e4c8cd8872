use std::collections::BTreeSet;

use serde_json::Value;

use crate::metadata;

/// What docs.rs leaves out: the TLS stacks beside the default one, which exclude each other.
const LEFT_OUT: [&str; 3] = ["aws-lc-rs", "default", "native-tls"];

fn words(list: &Value) -> BTreeSet<&str> {
    list.as_array().map(|words| words.iter().map(|word| word.as_str().unwrap()).collect()).unwrap_or_default()
}

#[test]
fn published_documentation_shows_what_every_feature_brings() {
    for package in metadata(false)["packages"].as_array().unwrap() {
        let Some(all) = package["publish"].is_null().then(|| package["features"].as_object().unwrap()) else {
            continue;
        };
        let all: BTreeSet<&str> =
            all.keys().map(String::as_str).filter(|feature| !LEFT_OUT.contains(feature)).collect();
        let by_default = words(&package["features"]["default"]);
        let said = words(&package["metadata"]["docs"]["rs"]["features"]);
        let shown = by_default.union(&said).copied().collect();
        assert_eq!(all, shown, "{}", package["name"]);
    }
}
