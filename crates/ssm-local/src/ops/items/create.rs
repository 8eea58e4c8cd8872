//! `CreateOpsItem`.

use super::check;
use super::event;
use crate::model::operation::{CreateOpsItemRequest, CreateOpsItemResponse};
use crate::model::types::{OpsItem, OpsItemAlreadyExistsException, OpsItemStatus};
use crate::protocol::{Call, Error};
use crate::tags::{self, Resource};

/// Creates an item that is open, unless there is one like it that is not resolved.
pub(super) fn create_ops_item(
    call: &mut Call<'_>,
    request: CreateOpsItemRequest,
) -> Result<CreateOpsItemResponse, Error> {
    if request.account_id.as_ref().is_some_and(|id| *id != call.identity.account_id) {
        let message = "an OpsItem is created in the account that calls".to_owned();
        return Err(check::invalid("AccountId", message));
    }
    let new_tags = request.tags.unwrap_or_default();
    tags::check_keys(new_tags.iter().map(|tag| &tag.key))?;
    let new_tags =
        tags::merged(None, new_tags).map_err(|too_many| Error::validation(too_many.to_string()))?;
    // The service's ids are shorter than those of other resources.
    let id = format!("oi-{}", call.ids.hex(12));
    let arn = call.identity.arn(&format!("opsitem/{id}"));
    let user = call.identity.user_arn();
    let item = OpsItem {
        created_by: Some(user.clone()),
        ops_item_type: Some(request.ops_item_type.unwrap_or_else(|| check::TYPES[0].to_owned())),
        created_time: Some(call.now),
        description: Some(request.description),
        last_modified_by: Some(user),
        last_modified_time: Some(call.now),
        notifications: request.notifications.unwrap_or_default(),
        priority: request.priority,
        related_ops_items: request.related_ops_items.unwrap_or_default(),
        status: Some(OpsItemStatus::Open),
        ops_item_id: Some(id.clone()),
        version: Some("1".to_owned()),
        title: Some(request.title),
        source: Some(request.source),
        operational_data: check::typed(request.operational_data.unwrap_or_default()),
        category: request.category,
        severity: request.severity,
        actual_start_time: request.actual_start_time,
        actual_end_time: request.actual_end_time,
        planned_start_time: request.planned_start_time,
        planned_end_time: request.planned_end_time,
        ops_item_arn: Some(arn.clone()),
    };
    check::item(&call.store.ops_items, &item)?;
    no_other_like_it(call, &item)?;
    event::happened(call, "OpsItem Create", &item);
    call.store.ops_items.by_id.insert(id.clone(), item);
    if !new_tags.is_empty() {
        call.store.tags.set(Resource::ops_item(&id), new_tags);
    }
    Ok(CreateOpsItemResponse { ops_item_id: Some(id), ops_item_arn: Some(arn) })
}

fn no_other_like_it(call: &Call<'_>, new: &OpsItem) -> Result<(), Error> {
    let Some(dedup) = check::dedup(&new.operational_data)? else { return Ok(()) };
    for (id, item) in call.store.ops_items.iter() {
        let is_unresolved = matches!(item.status, Some(OpsItemStatus::Open | OpsItemStatus::InProgress));
        if is_unresolved
            && item.source == new.source
            && check::dedup(&item.operational_data)?.as_ref() == Some(&dedup)
        {
            let message = format!("{id} has the deduplication string {dedup:?} already, and is not resolved");
            let error =
                OpsItemAlreadyExistsException { message: Some(message), ops_item_id: Some(id.clone()) };
            return Err(error.into());
        }
    }
    Ok(())
}
