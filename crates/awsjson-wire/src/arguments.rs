//! What users give, as members keep it. Setters are one line each because of this, and compile once
//! for each kind of argument rather than for each member.

use std::collections::BTreeMap;

use crate::Structure;

/// Sets an optional member.
#[inline(never)]
pub fn set<T>(member: &mut Option<T>, value: impl Into<T>) {
    *member = Some(value.into());
}

/// The elements of a list.
#[must_use]
pub fn list<T>(elements: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    elements.into_iter().map(Into::into).collect()
}

/// The entries of a map. Of a key that comes twice, the last value counts.
#[must_use]
pub fn map<T>(entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) -> BTreeMap<String, T> {
    entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}

/// The entries of a map to lists. Of a key that comes twice, the last list counts.
#[must_use]
pub fn map_of_lists<T>(
    entries: impl IntoIterator<Item = (impl Into<String>, impl IntoIterator<Item = impl Into<T>>)>,
) -> BTreeMap<String, Vec<T>> {
    entries.into_iter().map(|(key, elements)| (key.into(), list(elements))).collect()
}

/// The structure in which nothing is set. It is never inlined, so that `new` and `Default` do not repeat
/// its members.
#[inline(never)]
#[must_use]
pub fn unset<T: Structure>() -> T {
    T::unset()
}

/// A copy of a member. It is never inlined, so that a structure's `Clone` is one call for each member.
#[inline(never)]
#[must_use]
pub fn copy<T: Clone>(member: &T) -> T {
    member.clone()
}
