//! Filters of lists of baselines, groups and patches.

use std::collections::BTreeMap;

use crate::model::types::PatchOrchestratorFilter;
use crate::protocol::Error;

/// Values by key, as a request filters by them.
pub(super) struct Conditions(BTreeMap<String, Vec<String>>);

impl Conditions {
    /// Filters with these keys. Any others are refused.
    pub(super) fn of(filters: Option<Vec<PatchOrchestratorFilter>>, keys: &[&str]) -> Result<Self, String> {
        let mut conditions = BTreeMap::new();
        for filter in filters.unwrap_or_default() {
            let key = filter.key.unwrap_or_default();
            let values = filter.values.unwrap_or_default();
            if !keys.contains(&key.as_str()) {
                return Err(format!("{key:?} is no filter here; filters are {}", keys.join(", ")));
            }
            if values.is_empty() {
                return Err(format!("the filter {key} has no values"));
            }
            conditions.insert(key, values);
        }
        Ok(Self(conditions))
    }

    /// Whether a value is one of those asked for, if any are.
    pub(super) fn accept(&self, key: &str, value: &str) -> bool {
        self.0.get(key).is_none_or(|values| values.iter().any(|asked| asked == value))
    }

    /// Whether a name begins as is asked, if it is.
    pub(super) fn accept_beginning(&self, key: &str, name: &str) -> bool {
        self.0.get(key).is_none_or(|values| values.iter().any(|asked| name.starts_with(asked.as_str())))
    }
}

/// What is wrong with a filter, where the operation has no error of its own for it.
pub(super) fn invalid(message: String) -> Error {
    Error::validation(message)
}
