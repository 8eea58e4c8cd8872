//! `UpdateOpsItem`.

use super::check;
use super::collection::not_found;
use super::event;
use crate::model::operation::{UpdateOpsItemRequest, UpdateOpsItemResponse};
use crate::model::types::OpsItem;
use crate::protocol::{Call, Error};

/// Changes what the request names of an item.
pub(super) fn update_ops_item(
    call: &mut Call<'_>,
    request: UpdateOpsItemRequest,
) -> Result<UpdateOpsItemResponse, Error> {
    let id = request.ops_item_id.clone();
    let before = call.store.ops_items.by_id.get(&id).ok_or_else(|| not_found(&id))?;
    if let Some(status) = &request.status {
        check::status(before, status)?;
    }
    let version = before.version.as_ref().and_then(|version| version.parse::<u64>().ok()).unwrap_or_default();
    let mut item = changed(before.clone(), request);
    item.version = Some((version + 1).to_string());
    item.last_modified_by = Some(call.identity.user_arn());
    item.last_modified_time = Some(call.now);
    check::item(&call.store.ops_items, &item)?;
    event::happened(call, "OpsItem Update", &item);
    call.store.ops_items.by_id.insert(id, item);
    Ok(UpdateOpsItemResponse {})
}

fn changed(mut before: OpsItem, request: UpdateOpsItemRequest) -> OpsItem {
    let mut operational_data = std::mem::take(&mut before.operational_data);
    operational_data.extend(check::typed(request.operational_data.unwrap_or_default()));
    for key in request.operational_data_to_delete.iter().flatten() {
        operational_data.remove(key);
    }
    OpsItem {
        description: request.description.or(before.description),
        operational_data,
        notifications: request.notifications.unwrap_or(before.notifications),
        priority: request.priority.or(before.priority),
        related_ops_items: request.related_ops_items.unwrap_or(before.related_ops_items),
        status: request.status.or(before.status),
        title: request.title.or(before.title),
        category: request.category.or(before.category),
        severity: request.severity.or(before.severity),
        actual_start_time: request.actual_start_time.or(before.actual_start_time),
        actual_end_time: request.actual_end_time.or(before.actual_end_time),
        planned_start_time: request.planned_start_time.or(before.planned_start_time),
        planned_end_time: request.planned_end_time.or(before.planned_end_time),
        ..before
    }
}
