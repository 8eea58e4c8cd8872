//! Types that came to be because somebody put them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::item::{Entry, version};

/// How many attributes a type may have.
const MAXIMUM_ATTRIBUTES: usize = 50;

/// A type of the account's own. Each version has the attributes that its entries had.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct CustomType {
    pub(super) versions: BTreeMap<String, BTreeSet<String>>,
    /// Data of this version of the schema, and of any before it, is ignored.
    disabled: Option<String>,
}

impl CustomType {
    /// Takes notice of the attributes of entries, and says whether there are not too many.
    pub(super) fn learn(&mut self, schema_version: &str, entries: &[Entry]) -> bool {
        let attributes = self.versions.entry(schema_version.to_owned()).or_default();
        attributes.extend(entries.iter().flat_map(|entry| entry.keys().cloned()));
        attributes.len() <= MAXIMUM_ATTRIBUTES
    }

    /// Has this and all earlier versions ignored.
    pub(super) fn disable(&mut self) {
        self.disabled = self.versions.keys().max_by_key(|found| version(found)).cloned();
    }

    pub(super) fn is_disabled(&self, schema_version: &str) -> bool {
        self.disabled.as_deref().is_some_and(|disabled| version(schema_version) <= version(disabled))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_up_to_the_disabled_one_are_disabled() {
        let mut custom = CustomType::default();
        assert!(custom.learn("1.9", &[]) && custom.learn("1.10", &[]));
        assert!(!custom.is_disabled("1.9"));
        custom.disable();
        assert!(custom.is_disabled("1.9") && custom.is_disabled("1.10"));
        assert!(!custom.is_disabled("1.11"));
    }

    #[test]
    fn a_type_has_at_most_fifty_attributes() {
        let entry = |from: usize, to: usize| -> Entry {
            (from..to).map(|number| (format!("a{number}"), String::new())).collect()
        };
        let mut custom = CustomType::default();
        assert!(custom.learn("1.0", &[entry(0, 30), entry(20, 50)]));
        assert!(custom.learn("2.0", &[entry(50, 60)]));
        assert!(!custom.learn("1.0", &[entry(50, 51)]));
    }
}
