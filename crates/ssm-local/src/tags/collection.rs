//! The tags of all resources, and what a tag may be.

use std::collections::BTreeMap;
use std::fmt;

use super::Resource;
use crate::model::types::Tag;
use crate::protocol::Error;
use crate::store::{NamedTable, Table};

/// How many tags a resource may have.
const MAXIMUM_TAGS: usize = 50;

/// Tags by resource.
#[derive(Default)]
pub(crate) struct Tags {
    by_resource: Table<Resource, BTreeMap<String, String>>,
}

impl Tags {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 1] {
        [("tags", &mut self.by_resource)]
    }

    /// The tags of a resource, if it has any.
    pub(crate) fn of(&self, resource: &Resource) -> Option<&BTreeMap<String, String>> {
        self.by_resource.get(resource)
    }

    /// Replaces the tags of a resource.
    pub(crate) fn set(&mut self, resource: Resource, tags: BTreeMap<String, String>) {
        self.by_resource.insert(resource, tags);
    }

    /// Removes those tags of a resource that have one of these keys.
    pub(super) fn remove(&mut self, resource: &Resource, keys: &[String]) {
        if let Some(tags) = self.by_resource.get_mut(resource) {
            tags.retain(|key, _| !keys.contains(key));
        }
    }

    /// Removes a resource that is no more.
    pub(crate) fn forget(&mut self, resource: &Resource) {
        self.by_resource.remove(resource);
    }
}

/// More tags than a resource may have.
pub(crate) struct TooMany(usize);

impl fmt::Display for TooMany {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} tags are more than the {MAXIMUM_TAGS} that a resource may have", self.0)
    }
}

/// The tags of a resource after new ones are added, of which each replaces the one with its key.
pub(crate) fn merged(
    before: Option<&BTreeMap<String, String>>,
    new: Vec<Tag>,
) -> Result<BTreeMap<String, String>, TooMany> {
    let mut tags = before.cloned().unwrap_or_default();
    tags.extend(new.into_iter().map(|tag| (tag.key, tag.value)));
    if tags.len() > MAXIMUM_TAGS { Err(TooMany(tags.len())) } else { Ok(tags) }
}

/// Refuses the keys that AWS keeps for itself.
pub(crate) fn check_keys<'a>(mut keys: impl Iterator<Item = &'a String>) -> Result<(), Error> {
    let reserved = |key: &&String| key.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws:"));
    match keys.find(reserved) {
        None => Ok(()),
        Some(key) => Err(Error::validation(format!(
            "the tag key {key:?} must not start with \"aws:\", in whatever case"
        ))),
    }
}
