//! All inventory of the endpoint.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::custom_type::CustomType;
use super::item::Item;
use crate::store::{NamedTable, Table};

/// The type whose items come in parts, one for each type of compliance.
pub(super) const COMPLIANCE_ITEM: &str = "AWS:ComplianceItem";

/// Where an item is: its node, its type, and the part of the type, which most types do not have.
pub(super) type Place = (String, String, String);

/// Items by place, custom types by name, deletions by id.
#[derive(Default)]
pub(crate) struct Inventory {
    pub(super) items: Table<Place, Item>,
    pub(super) custom_types: Table<String, CustomType>,
    pub(super) deletions: Table<String, Deletion>,
}

/// A deletion of all data of a type. Data goes at once, so that every deletion is complete.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Deletion {
    pub(super) type_name: String,
    pub(super) time: OffsetDateTime,
    /// How many nodes had data of the type, by the version of its schema.
    pub(super) counts: BTreeMap<String, usize>,
    pub(super) client_token: Option<String>,
}

impl Inventory {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 3] {
        [
            ("inventory-items", &mut self.items),
            ("inventory-types", &mut self.custom_types),
            ("inventory-deletions", &mut self.deletions),
        ]
    }

    /// Removes what a node had that is no more.
    pub(crate) fn forget(&mut self, node: &str) {
        let places: Vec<Place> = self.items.keys().filter(|(found, ..)| found == node).cloned().collect();
        for place in places {
            self.items.remove(&place);
        }
    }

    /// What a node has of a type, its parts together.
    pub(super) fn item(&self, node: &str, type_name: &str) -> Option<Item> {
        let first = (node.to_owned(), type_name.to_owned(), String::new());
        let parts = self.items.range(first..);
        let mut parts = parts.take_while(|((n, t, _), _)| n == node && t == type_name).map(|(_, item)| item);
        let mut item = parts.next()?.clone();
        for part in parts {
            item.entries.extend(part.entries.iter().cloned());
            item.content_hash = None;
            if part.capture_time > item.capture_time {
                item.capture_time.clone_from(&part.capture_time);
            }
        }
        Some(item)
    }

    /// The places of all items of a type.
    pub(super) fn places(&self, type_name: &str) -> Vec<Place> {
        self.items.keys().filter(|(_, found, _)| found == type_name).cloned().collect()
    }
}
