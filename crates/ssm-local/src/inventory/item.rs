//! What a node has of one type.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Values by attribute.
pub(super) type Entry = BTreeMap<String, String>;

/// All entries of a node that are of one type, as they were put together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Item {
    pub(super) schema_version: String,
    pub(super) capture_time: String,
    pub(super) content_hash: Option<String>,
    pub(super) entries: Vec<Entry>,
}

/// The numbers of a version, such as `1.10`, in the order of versions.
pub(super) fn version(text: &str) -> Option<(u32, u32)> {
    let (major, minor) = text.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_are_in_the_order_of_their_numbers() {
        assert!(version("1.10") > version("1.9"));
        assert!(version("2.0") > version("1.10"));
        assert_eq!(version("x"), None);
    }
}
