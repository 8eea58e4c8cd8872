//! `DeleteInventory`.

use std::collections::{BTreeMap, BTreeSet};

use super::collection::Deletion;
use super::deletions::summary;
use crate::model::operation::{DeleteInventoryRequest, DeleteInventoryResponse};
use crate::model::types::{
    InvalidDeleteInventoryParametersException, InvalidOptionException, InvalidTypeNameException,
    InventorySchemaDeleteOption,
};
use crate::protocol::{Call, Error};

/// Deletes all data of a custom type, and if the request says so disables or deletes the type.
pub(super) fn delete_inventory(
    call: &mut Call<'_>,
    request: DeleteInventoryRequest,
) -> Result<DeleteInventoryResponse, Error> {
    let type_name = request.type_name;
    if !type_name.starts_with("Custom:") {
        let message = format!("{type_name} is no custom type, and only those are deleted");
        return Err(InvalidTypeNameException::with_message(message).into());
    }
    if let Some(token) = &request.client_token
        && let Some(answer) = answered(call, token, &type_name)?
    {
        return Ok(answer);
    }
    if !call.store.inventory.custom_types.contains(&type_name) {
        let message = format!("there is no inventory type {type_name:?}");
        return Err(InvalidTypeNameException::with_message(message).into());
    }
    let counts = counts(call, &type_name);
    let mut deletion_summary = summary(&counts, true);
    if request.dry_run.unwrap_or_default() {
        if request.schema_delete_option.is_some() {
            let message = "a dry run deletes no schema; leave out SchemaDeleteOption or DryRun";
            return Err(InvalidOptionException::with_message(message).into());
        }
        deletion_summary.remaining_count = Some(0);
        deletion_summary.summary_items.iter_mut().for_each(|item| item.remaining_count = Some(0));
        return Ok(DeleteInventoryResponse {
            deletion_id: None,
            type_name: Some(type_name),
            deletion_summary: Some(deletion_summary),
        });
    }
    delete(call, &type_name, request.schema_delete_option.as_ref());
    let id = call.ids.uuid();
    let deletion =
        Deletion { type_name: type_name.clone(), time: call.now, counts, client_token: request.client_token };
    call.store.inventory.deletions.insert(id.clone(), deletion);
    Ok(DeleteInventoryResponse {
        deletion_id: Some(id),
        type_name: Some(type_name),
        deletion_summary: Some(deletion_summary),
    })
}

/// What was answered when the request was sent before.
fn answered(call: &Call<'_>, token: &str, type_name: &str) -> Result<Option<DeleteInventoryResponse>, Error> {
    let mut deletions = call.store.inventory.deletions.iter();
    let Some((id, deletion)) = deletions.find(|(_, found)| found.client_token.as_deref() == Some(token))
    else {
        return Ok(None);
    };
    if deletion.type_name != type_name {
        let message = format!("the ClientToken was used to delete {}", deletion.type_name);
        return Err(InvalidDeleteInventoryParametersException::with_message(message).into());
    }
    Ok(Some(DeleteInventoryResponse {
        deletion_id: Some(id.clone()),
        type_name: Some(type_name.to_owned()),
        deletion_summary: Some(summary(&deletion.counts, true)),
    }))
}

/// How many nodes have data of a type, by the version of its schema.
fn counts(call: &Call<'_>, type_name: &str) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    for ((node, found, _), item) in call.store.inventory.items.iter() {
        if found == type_name {
            counts.entry(item.schema_version.clone()).or_default().insert(node);
        }
    }
    counts.into_iter().map(|(version, nodes)| (version, nodes.len())).collect()
}

fn delete(call: &mut Call<'_>, type_name: &str, option: Option<&InventorySchemaDeleteOption>) {
    let inventory = &mut call.store.inventory;
    for place in inventory.places(type_name) {
        inventory.items.remove(&place);
    }
    match option {
        Some(InventorySchemaDeleteOption::DeleteSchema) => {
            inventory.custom_types.remove(type_name);
        }
        Some(_) => {
            if let Some(custom) = inventory.custom_types.get_mut(type_name) {
                custom.disable();
            }
        }
        None => {}
    }
}
