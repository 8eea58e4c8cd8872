//! `PutInventory`.

use std::collections::BTreeSet;

use super::collection::Place;
use super::custom_type::CustomType;
use super::item::{Entry, Item};
use super::{check, node};
use crate::model::operation::{PutInventoryRequest, PutInventoryResponse};
use crate::model::types::{
    CustomSchemaCountLimitExceededException, InventoryItem, ItemContentMismatchException,
    SubTypeCountLimitExceededException, UnsupportedInventorySchemaVersionException,
};
use crate::protocol::{Call, Error};

/// How many custom types there may be.
const MAXIMUM_CUSTOM_TYPES: usize = 20;

/// How many types of compliance there may be.
const MAXIMUM_COMPLIANCE_TYPES: usize = 10;

/// Replaces the items of a node that have these types.
pub(super) fn put_inventory(
    call: &mut Call<'_>,
    request: PutInventoryRequest,
) -> Result<PutInventoryResponse, Error> {
    node::check(call, &request.instance_id)?;
    check::items(&request.items)?;
    let mut seen = BTreeSet::new();
    for item in request.items {
        let place = place(&request.instance_id, &item);
        if !seen.insert(place.clone()) {
            let message = "the type occurs twice in the request".to_owned();
            return Err(check::invalid_content(&item, message));
        }
        put(call, place, item)?;
    }
    Ok(PutInventoryResponse { message: None })
}

/// Where an item goes: items of compliance come in parts, one for each type of compliance.
fn place(node: &str, item: &InventoryItem) -> Place {
    let part = item.context.as_ref().and_then(|context| context.get("ComplianceType"));
    (node.to_owned(), item.type_name.clone(), part.cloned().unwrap_or_default())
}

fn put(call: &mut Call<'_>, place: Place, item: InventoryItem) -> Result<(), Error> {
    let before = call.store.inventory.items.get(&place);
    let unchanged =
        before.filter(|before| item.content_hash.is_some() && before.content_hash == item.content_hash);
    let entries = match (&item.content, unchanged) {
        // What has the same hash as before is not looked at again.
        (_, Some(before)) => before.entries.clone(),
        (Some(content), None) => content.iter().map(|entry| with_context(entry, &item)).collect(),
        (None, None) => return Err(mismatch(&item)),
    };
    if item.type_name.starts_with("Custom:") {
        learn(call, &item, &entries)?;
    } else if !place.2.is_empty() {
        check_compliance_types(call, &place.2)?;
    }
    let item = Item {
        schema_version: item.schema_version,
        capture_time: item.capture_time,
        content_hash: item.content_hash,
        entries,
    };
    call.store.inventory.items.insert(place, item);
    Ok(())
}

/// An entry together with what its item's context says of all entries.
fn with_context(entry: &Entry, item: &InventoryItem) -> Entry {
    let context = item.context.iter().flatten();
    context.chain(entry).map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// An agent that is told so sends the content again.
fn mismatch(item: &InventoryItem) -> Error {
    let message = match item.content_hash {
        Some(_) => "the content that has this hash is not here; send it too",
        None => "the item has neither content nor the hash of it",
    };
    let type_name = Some(item.type_name.clone());
    ItemContentMismatchException { type_name, message: Some(message.to_owned()) }.into()
}

/// Takes notice of what a custom type looks like.
fn learn(call: &mut Call<'_>, item: &InventoryItem, entries: &[Entry]) -> Result<(), Error> {
    let types = &mut call.store.inventory.custom_types;
    let name = &item.type_name;
    if !types.contains(name) {
        if types.len() >= MAXIMUM_CUSTOM_TYPES {
            let message = format!("there are {MAXIMUM_CUSTOM_TYPES} custom types already; delete one first");
            return Err(CustomSchemaCountLimitExceededException::with_message(message).into());
        }
        types.insert(name.clone(), CustomType::default());
    }
    let Some(custom) = types.get_mut(name) else { return Ok(()) };
    if custom.is_disabled(&item.schema_version) {
        let message = format!("version {} of {name} is disabled; put a later version", item.schema_version);
        return Err(UnsupportedInventorySchemaVersionException::with_message(message).into());
    }
    if !custom.learn(&item.schema_version, entries) {
        let message = "a version of a custom type has at most 50 attributes".to_owned();
        return Err(check::invalid_content(item, message));
    }
    Ok(())
}

fn check_compliance_types(call: &Call<'_>, new: &str) -> Result<(), Error> {
    let parts = call.store.inventory.items.keys().map(|(_, _, part)| part.as_str());
    let parts: BTreeSet<&str> = parts.filter(|part| part.starts_with("Custom:") && *part != new).collect();
    if new.starts_with("Custom:") && parts.len() >= MAXIMUM_COMPLIANCE_TYPES {
        let message = format!("there are {MAXIMUM_COMPLIANCE_TYPES} custom types of compliance already");
        return Err(SubTypeCountLimitExceededException::with_message(message).into());
    }
    Ok(())
}
