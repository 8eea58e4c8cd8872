//! All parameters of the endpoint.

use std::hash::RandomState;
use std::ops::Bound;

use time::{OffsetDateTime, PrimitiveDateTime};

use super::name::Key;
use super::parameter::Parameter;
use crate::model::types::ParameterTier;
use crate::store::{NamedTable, Table};

/// The end of all times.
const NEVER: OffsetDateTime = PrimitiveDateTime::MAX.assume_utc();

/// The parameters by their key, in the order of their paths.
#[derive(Default)]
pub(crate) struct Parameters {
    by_key: Table<Key, Parameter>,
    /// What the ciphertexts of secret values are made with.
    pub(super) secrets: RandomState,
    /// A time before which no parameter expires, so that nothing is searched before; none if that
    /// is not known.
    next_expiration: Option<OffsetDateTime>,
}

impl Parameters {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 1] {
        [("parameters", &mut self.by_key)]
    }

    pub(super) fn get(&self, key: &Key) -> Option<&Parameter> {
        self.by_key.get(key)
    }

    pub(super) fn get_mut(&mut self, key: &Key) -> Option<&mut Parameter> {
        self.by_key.get_mut(key)
    }

    /// Whether there is such a parameter.
    pub(crate) fn contains(&self, key: &Key) -> bool {
        self.by_key.contains(key)
    }

    /// The tier of a parameter, if there is such a parameter.
    pub(crate) fn tier(&self, key: &Key) -> Option<ParameterTier> {
        self.by_key.get(key).map(|parameter| parameter.latest().content.tier.clone())
    }

    /// All parameters in the order of their paths.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Key, &Parameter)> {
        self.by_key.iter()
    }

    /// The parameters under a path, which is empty for the root, in the order of their paths.
    pub(super) fn under(&self, path: &str) -> impl Iterator<Item = (&Key, &Parameter)> {
        let prefix = format!("{path}/");
        let from = (Bound::Included(Key::of(&prefix)), Bound::Unbounded);
        self.by_key.range(from).take_while(move |(key, _)| key.as_path().starts_with(&prefix))
    }

    pub(super) fn insert(&mut self, key: Key, parameter: Parameter) {
        self.by_key.insert(key, parameter);
    }

    /// Removes a parameter and says whether there was one.
    pub(super) fn remove(&mut self, key: &Key) -> bool {
        self.by_key.remove(key).is_some()
    }

    /// Takes notice of when the latest version of a parameter says that it expires.
    pub(super) fn watch_expiration(&mut self, key: &Key) {
        let expiration = self.by_key.get(key).and_then(expiration);
        if let (Some(next), Some(expiration)) = (self.next_expiration, expiration) {
            self.next_expiration = Some(next.min(expiration));
        }
    }

    /// Removes the parameters whose expiration policy says so, and returns their keys.
    pub(super) fn remove_expired(&mut self, now: OffsetDateTime) -> Vec<Key> {
        if self.next_expiration.is_some_and(|next| next > now) {
            return Vec::new();
        }
        let expired = |parameter: &Parameter| expiration(parameter).is_some_and(|time| time <= now);
        let removed: Vec<Key> = self
            .by_key
            .iter()
            .filter(|(_, parameter)| expired(parameter))
            .map(|(key, _)| key.clone())
            .collect();
        for key in &removed {
            self.by_key.remove(key);
        }
        let next = self.by_key.values().filter_map(expiration).min();
        self.next_expiration = Some(next.unwrap_or(NEVER));
        removed
    }

    /// How many parameters are in this tier.
    pub(super) fn count(&self, tier: &ParameterTier) -> usize {
        self.by_key.values().filter(|parameter| parameter.latest().content.tier == *tier).count()
    }

    pub(super) fn len(&self) -> usize {
        self.by_key.len()
    }
}

fn expiration(parameter: &Parameter) -> Option<OffsetDateTime> {
    parameter.latest().content.policies.expiration()
}
