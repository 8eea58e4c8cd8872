//! Rows by key that can be changed back.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::RangeBounds;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::change::{Change, LoadError};

/// What can be the key of a table.
pub(crate) trait Key: Ord + Clone + Serialize + DeserializeOwned {}

impl<K: Ord + Clone + Serialize + DeserializeOwned> Key for K {}

/// What can be a row of a table.
pub(crate) trait Row: Clone + Serialize + DeserializeOwned {}

impl<V: Clone + Serialize + DeserializeOwned> Row for V {}

/// Rows by key, in the order of their keys.
///
/// What one call changes is kept apart from what was there before until the call is over. Then
/// either all of it stays, and goes to the state file if there is one, or none of it.
pub(crate) struct Table<K, V> {
    rows: BTreeMap<K, V>,
    /// The rows that the call under way has changed, as they were before it.
    before: BTreeMap<K, Option<V>>,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), before: BTreeMap::new() }
    }
}

impl<K: Key, V: Row> Table<K, V> {
    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.rows.get(key)
    }

    /// A row to change. It counts as changed whether or not it is.
    pub(crate) fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let (known, row) = self.rows.get_key_value(key)?;
        if !self.before.contains_key::<K>(known) {
            self.before.insert(known.clone(), Some(row.clone()));
        }
        self.rows.get_mut(key)
    }

    pub(crate) fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.rows.contains_key(key)
    }

    /// Puts a row in, in place of the one that has its key.
    pub(crate) fn insert(&mut self, key: K, row: V) {
        let before = self.rows.insert(key.clone(), row);
        self.before.entry(key).or_insert(before);
    }

    /// Takes a row out.
    pub(crate) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (key, row) = self.rows.remove_entry(key)?;
        self.before.entry(key).or_insert_with(|| Some(row.clone()));
        Some(row)
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.rows.iter()
    }

    pub(crate) fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.rows.keys()
    }

    pub(crate) fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.rows.values()
    }

    pub(crate) fn range<Q: Ord + ?Sized>(
        &self,
        range: impl RangeBounds<Q>,
    ) -> impl DoubleEndedIterator<Item = (&K, &V)>
    where
        K: Borrow<Q>,
    {
        self.rows.range(range)
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }
}

/// A table and its name in the state file, which stays what it is once it was published.
pub(crate) type NamedTable<'a> = (&'static str, &'a mut dyn Rows);

/// A table, whatever is in it.
pub(crate) trait Rows {
    /// Whether the call under way changed anything.
    fn is_changed(&self) -> bool;

    /// Keeps what the call under way changed.
    fn commit(&mut self);

    /// Tells what the call under way changed.
    fn tell(&self, tell: &mut dyn FnMut(Change)) -> Result<(), serde_json::Error>;

    /// Makes the table as it was before the call under way.
    fn roll_back(&mut self);

    /// Takes all rows out.
    fn clear(&mut self);

    /// Puts a row in that was told once.
    fn load(&mut self, key: &[u8], row: &[u8]) -> Result<(), LoadError>;
}

impl<K: Key, V: Row> Rows for Table<K, V> {
    fn is_changed(&self) -> bool {
        !self.before.is_empty()
    }

    fn commit(&mut self) {
        self.before.clear();
    }

    fn tell(&self, tell: &mut dyn FnMut(Change)) -> Result<(), serde_json::Error> {
        for key in self.before.keys() {
            let row = self.rows.get(key).map(serde_json::to_vec).transpose()?;
            tell(Change { key: serde_json::to_vec(key)?, row });
        }
        Ok(())
    }

    fn roll_back(&mut self) {
        for (key, before) in std::mem::take(&mut self.before) {
            match before {
                Some(row) => self.rows.insert(key, row),
                None => self.rows.remove(&key),
            };
        }
    }

    fn clear(&mut self) {
        for (key, row) in std::mem::take(&mut self.rows) {
            self.before.entry(key).or_insert(Some(row));
        }
    }

    fn load(&mut self, key: &[u8], row: &[u8]) -> Result<(), LoadError> {
        self.rows.insert(serde_json::from_slice(key)?, serde_json::from_slice(row)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Rows, Table};

    fn table(rows: &[(&str, i32)]) -> Table<String, i32> {
        let mut table = Table::default();
        for (key, row) in rows {
            table.insert((*key).to_owned(), *row);
        }
        table.commit();
        table
    }

    fn rows(table: &Table<String, i32>) -> Vec<(&str, i32)> {
        table.iter().map(|(key, row)| (key.as_str(), *row)).collect()
    }

    fn change(table: &mut Table<String, i32>) {
        *table.get_mut("a").unwrap() = 10;
        table.remove("b");
        table.insert("c".to_owned(), 3);
        table.insert("a".to_owned(), 11);
        table.remove("c");
        table.insert("d".to_owned(), 4);
        table.insert("b".to_owned(), 20);
    }

    #[test]
    fn what_is_rolled_back_never_was() {
        let mut table = table(&[("a", 1), ("b", 2)]);
        change(&mut table);
        assert!(table.is_changed());
        table.roll_back();
        assert_eq!(rows(&table), [("a", 1), ("b", 2)]);
        assert!(!table.is_changed());
    }

    #[test]
    fn what_is_told_can_be_loaded_elsewhere() {
        let mut table = table(&[("a", 1), ("b", 2), ("e", 5)]);
        change(&mut table);
        table.remove("e");
        let mut copy = self::table(&[("a", 1), ("b", 2)]);
        let mut removed = Vec::new();
        table
            .tell(&mut |change| match change.row {
                Some(row) => copy.load(&change.key, &row).unwrap(),
                None => removed.push(change.key),
            })
            .unwrap();
        table.commit();
        assert_eq!(rows(&copy), [("a", 11), ("b", 20), ("d", 4)]);
        assert_eq!(rows(&table), rows(&copy));
        assert_eq!(removed, [br#""c""#.to_vec(), br#""e""#.to_vec()]);
        table.roll_back();
        assert_eq!(rows(&table), rows(&copy), "nothing is left to roll back");
    }
}
