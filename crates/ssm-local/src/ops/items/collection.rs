//! All OpsItems.

use crate::model::types::{
    OpsItem, OpsItemEventSummary, OpsItemNotFoundException, OpsItemRelatedItemSummary,
};
use crate::protocol::Error;
use crate::store::{NamedTable, Table};

/// OpsItems by id; what they are related to, by the id of the item and of the relation; and what
/// happened to them, by the id of the item and a number.
#[derive(Default)]
pub(crate) struct OpsItems {
    pub(super) by_id: Table<String, OpsItem>,
    pub(super) related: Table<(String, String), OpsItemRelatedItemSummary>,
    pub(super) events: Table<(String, u64), OpsItemEventSummary>,
}

impl OpsItems {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 3] {
        [
            ("ops-items", &mut self.by_id),
            ("ops-item-relations", &mut self.related),
            ("ops-item-events", &mut self.events),
        ]
    }

    /// Whether there is an item of this id.
    pub(crate) fn contains(&self, id: &str) -> bool {
        self.by_id.contains(id)
    }

    /// All items in the order of their ids.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&String, &OpsItem)> {
        self.by_id.iter()
    }

    /// Refuses the id of an item that there is not.
    pub(super) fn check(&self, id: &str) -> Result<(), Error> {
        if self.contains(id) { Ok(()) } else { Err(not_found(id)) }
    }
}

/// That there is no such item.
pub(super) fn not_found(id: &str) -> Error {
    OpsItemNotFoundException::with_message(format!("there is no OpsItem {id}")).into()
}
