//! The stores of all accounts and regions.

use std::collections::BTreeMap;

use time::OffsetDateTime;

use super::Store;
use super::change::{Change, LoadError};
use super::table::Rows;
use crate::identity::Identity;

/// A store for each account and region that was ever called, apart from each other.
#[derive(Default)]
pub(crate) struct Stores {
    stores: Vec<(Identity, Store)>,
    /// Where each store is. None is ever taken away.
    places: BTreeMap<Identity, usize>,
}

/// The stores of all accounts and regions but one, to be read.
pub(crate) struct Others<'a> {
    before: &'a [(Identity, Store)],
    after: &'a [(Identity, Store)],
    places: &'a BTreeMap<Identity, usize>,
}

/// Where a change belongs.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    pub(crate) identity: &'a Identity,
    pub(crate) table: &'a str,
}

impl Stores {
    /// The store of an account in a region.
    pub(crate) fn of(&mut self, identity: &Identity) -> &mut Store {
        self.apart(identity).0
    }

    /// The store of an account in a region, and apart from it all others.
    pub(crate) fn apart(&mut self, identity: &Identity) -> (&mut Store, Others<'_>) {
        let place = match self.places.get(identity) {
            Some(place) => *place,
            None => {
                self.places.insert(identity.clone(), self.stores.len());
                self.stores.push((identity.clone(), Store::default()));
                self.stores.len() - 1
            }
        };
        let (before, rest) = self.stores.split_at_mut(place);
        let (own, after) = rest.split_at_mut(1);
        (&mut own[0].1, Others { before, after, places: &self.places })
    }

    /// Every account and region that was ever called.
    pub(crate) fn identities(&self) -> Vec<Identity> {
        self.places.keys().cloned().collect()
    }

    /// Takes notice that nobody is connected: an endpoint starts with what another one kept.
    pub(crate) fn disconnect_all(&mut self, now: OffsetDateTime) {
        self.stores.iter_mut().for_each(|(_, store)| store.sessions.disconnect_all(now));
    }

    /// Every store with the account and region that it is of.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Identity, &Store)> {
        self.stores.iter().map(|(identity, store)| (identity, store))
    }

    /// Whether the call under way changed anything.
    pub(crate) fn is_changed(&mut self) -> bool {
        self.tables().any(|(_, rows)| rows.is_changed())
    }

    /// Whether the call under way changed anything that clients wait for.
    pub(crate) fn has_news(&mut self) -> bool {
        self.stores.iter_mut().any(|(_, store)| store.has_news())
    }

    /// Keeps what the call under way changed.
    pub(crate) fn commit(&mut self) {
        self.tables().for_each(|(_, rows)| rows.commit());
    }

    /// Tells what the call under way changed.
    pub(crate) fn tell(&mut self, tell: &mut dyn FnMut(&Place<'_>, Change)) -> Result<(), serde_json::Error> {
        for (place, rows) in self.tables() {
            rows.tell(&mut |change| tell(&place, change))?;
        }
        Ok(())
    }

    /// Makes everything as it was before the call under way.
    pub(crate) fn roll_back(&mut self) {
        self.tables().for_each(|(_, rows)| rows.roll_back());
    }

    /// Forgets everything, as a change that can be rolled back as long as it is not committed.
    pub(crate) fn clear(&mut self) {
        self.tables().for_each(|(_, rows)| rows.clear());
    }

    /// Puts a row in that was told once. Says whether there is such a table.
    pub(crate) fn load(&mut self, place: &Place<'_>, key: &[u8], row: &[u8]) -> Result<bool, LoadError> {
        let mut tables = self.of(place.identity).tables().into_iter();
        match tables.find(|(name, _)| *name == place.table) {
            Some((_, rows)) => rows.load(key, row).map(|()| true),
            None => Ok(false),
        }
    }

    fn tables(&mut self) -> impl Iterator<Item = (Place<'_>, &mut dyn Rows)> {
        self.stores.iter_mut().flat_map(|(identity, store)| {
            let identity = &*identity;
            store.tables().into_iter().map(move |(table, rows)| (Place { identity, table }, rows))
        })
    }
}

impl<'a> Others<'a> {
    /// The store of another account or region, if it was ever called.
    pub(crate) fn get(&self, identity: &Identity) -> Option<&'a Store> {
        let place = *self.places.get(identity)?;
        let found = match place.checked_sub(self.before.len()) {
            None => self.before.get(place),
            Some(past) => self.after.get(past.checked_sub(1)?),
        };
        found.map(|(_, store)| store)
    }

    /// Every store with the account and region that it is of.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'a Identity, &'a Store)> + use<'a> {
        self.before.iter().chain(self.after).map(|(identity, store)| (identity, store))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Stores;
    use crate::identity::Identity;
    use crate::tags::Resource;

    fn identity(region: &str) -> Identity {
        Identity { region: region.to_owned(), account_id: "123456789012".to_owned() }
    }

    fn tag(stores: &mut Stores, region: &str) {
        let tags = BTreeMap::from([("team".to_owned(), region.to_owned())]);
        stores.of(&identity(region)).tags.set(Resource::parameter("/a"), tags);
    }

    #[test]
    fn regions_are_apart_and_what_they_hold_can_be_loaded_elsewhere() {
        let mut stores = Stores::default();
        tag(&mut stores, "eu-west-1");
        tag(&mut stores, "us-east-1");
        assert!(stores.is_changed());
        let mut copy = Stores::default();
        stores
            .tell(&mut |place, change| {
                assert!(copy.load(place, &change.key, &change.row.unwrap()).unwrap());
            })
            .unwrap();
        stores.commit();
        assert!(!stores.is_changed());
        for region in ["eu-west-1", "us-east-1"] {
            let tags = copy.of(&identity(region)).tags.of(&Resource::parameter("/a")).unwrap();
            assert_eq!(tags["team"], region);
        }
    }

    #[test]
    fn beside_a_store_all_others_can_be_read() {
        let mut stores = Stores::default();
        let regions = ["eu-west-1", "us-east-1", "ap-south-1"];
        regions.iter().for_each(|region| tag(&mut stores, region));
        for own in regions {
            let (_, others) = stores.apart(&identity(own));
            assert_eq!(others.iter().count(), 2);
            for region in regions {
                let team = others
                    .get(&identity(region))
                    .map(|store| store.tags.of(&Resource::parameter("/a")).unwrap()["team"].as_str());
                assert_eq!(team, (region != own).then_some(region));
            }
            assert!(others.get(&identity("never-called")).is_none());
        }
    }

    #[test]
    fn forgetting_everything_can_be_rolled_back() {
        let mut stores = Stores::default();
        tag(&mut stores, "eu-west-1");
        stores.commit();
        stores.clear();
        assert!(stores.of(&identity("eu-west-1")).tags.of(&Resource::parameter("/a")).is_none());
        stores.roll_back();
        assert!(stores.of(&identity("eu-west-1")).tags.of(&Resource::parameter("/a")).is_some());
    }
}
