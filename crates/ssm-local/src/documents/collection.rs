//! All documents of an account.

use super::document::Document;
use super::version::Version;
use crate::store::{NamedTable, Table};

/// Documents by name, and their versions by name and number.
#[derive(Default)]
pub(crate) struct Documents {
    by_name: Table<String, Document>,
    versions: Table<(String, i64), Version>,
}

impl Documents {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 2] {
        [("documents", &mut self.by_name), ("document-versions", &mut self.versions)]
    }

    /// Whether there is such a document.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.by_name.contains(name)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Document> {
        self.by_name.get(name)
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Document> {
        self.by_name.get_mut(name)
    }

    /// All documents in the order of their names.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Document)> {
        self.by_name.iter().map(|(name, document)| (name.as_str(), document))
    }

    pub(super) fn len(&self) -> usize {
        self.by_name.len()
    }

    /// The versions of a document, oldest first.
    pub(super) fn versions<'a>(
        &'a self,
        name: &str,
    ) -> impl DoubleEndedIterator<Item = &'a Version> + use<'a> {
        let all = (name.to_owned(), 0)..=(name.to_owned(), i64::MAX);
        self.versions.range(all).map(|(_, version)| version)
    }

    pub(super) fn version_mut(&mut self, name: &str, number: i64) -> Option<&mut Version> {
        self.versions.get_mut(&(name.to_owned(), number))
    }

    /// Adds a document with its first version.
    pub(super) fn insert(&mut self, name: &str, document: Document, version: Version) {
        self.by_name.insert(name.to_owned(), document);
        self.versions.insert((name.to_owned(), version.number), version);
    }

    /// Adds a version to a document that there is.
    pub(super) fn add_version(&mut self, name: &str, version: Version) {
        if let Some(document) = self.by_name.get_mut(name) {
            document.last_number = version.number;
            self.versions.insert((name.to_owned(), version.number), version);
        }
    }

    pub(super) fn remove_version(&mut self, name: &str, number: i64) {
        self.versions.remove(&(name.to_owned(), number));
    }

    /// Removes a document with all its versions.
    pub(super) fn remove(&mut self, name: &str) {
        let numbers: Vec<i64> = self.versions(name).map(|version| version.number).collect();
        for number in numbers {
            self.remove_version(name, number);
        }
        self.by_name.remove(name);
    }
}
