//! What happened to OpsItems, and `ListOpsItemEvents`.

use serde_json::json;

use crate::model::operation::{ListOpsItemEventsRequest, ListOpsItemEventsResponse};
use crate::model::types::{OpsItem, OpsItemEventSummary, OpsItemIdentity, OpsItemStatus};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many events a page has unless the request says it.
const PAGE: usize = 50;

/// Notes that something happened to an item.
pub(super) fn happened(call: &mut Call<'_>, detail_type: &str, item: &OpsItem) {
    let id = item.ops_item_id.clone().unwrap_or_default();
    let detail = json!({
        "ops-item-id": id,
        "title": item.title,
        "source": item.source,
        "status": item.status.as_ref().map(OpsItemStatus::as_str),
        "created-by": item.created_by,
    });
    let event = OpsItemEventSummary {
        ops_item_id: Some(id.clone()),
        event_id: Some(call.ids.uuid()),
        source: Some("aws.ssm".to_owned()),
        detail_type: Some(detail_type.to_owned()),
        detail: Some(detail.to_string()),
        created_by: Some(OpsItemIdentity { arn: Some(call.identity.user_arn()) }),
        created_time: Some(call.now),
    };
    let events = &mut call.store.ops_items.events;
    let last =
        events.range((id.clone(), 0)..=(id.clone(), u64::MAX)).next_back().map(|((_, number), _)| *number);
    events.insert((id, last.map_or(0, |last| last + 1)), event);
}

/// Answers what happened to items, or to those that are named.
pub(super) fn list_ops_item_events(
    call: &mut Call<'_>,
    request: ListOpsItemEventsRequest,
) -> Result<ListOpsItemEventsResponse, Error> {
    let filters = request.filters.unwrap_or_default();
    for id in filters.iter().flat_map(|filter| &filter.values) {
        call.store.ops_items.check(id)?;
    }
    let events = call.store.ops_items.events.iter();
    let found = events.filter(|((id, _), _)| filters.iter().all(|filter| filter.values.contains(id)));
    let found = found.map(|((id, number), event)| (format!("{id} {number:020}"), event.clone()));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("ListOpsItemEvents", token, size, found)?;
    Ok(ListOpsItemEventsResponse { summaries: page.items, next_token: page.next_token })
}
