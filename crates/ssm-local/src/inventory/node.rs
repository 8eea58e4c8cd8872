//! The nodes as inventory sees them.

use std::collections::BTreeSet;

use super::item::Item;
use crate::protocol::{Call, Error};

/// What a node tells of itself, which is there without being put. Nodes are not known yet.
pub(super) fn information(_: &Call<'_>, _: &str) -> Option<Item> {
    None
}

/// The nodes that something is known of.
pub(crate) fn ids(call: &Call<'_>) -> BTreeSet<String> {
    call.store.inventory.nodes().cloned().collect()
}

/// Refuses the id of a node that is none.
pub(crate) fn check(_: &Call<'_>, _: &str) -> Result<(), Error> {
    Ok(())
}
