//! `GetOpsItem`, `DescribeOpsItems` and `DeleteOpsItem`.

use super::collection::not_found;
use super::condition::Condition;
use crate::model::operation::{
    DeleteOpsItemRequest, DeleteOpsItemResponse, DescribeOpsItemsRequest, DescribeOpsItemsResponse,
    GetOpsItemRequest, GetOpsItemResponse,
};
use crate::model::types::{OpsItem, OpsItemSummary};
use crate::paging;
use crate::protocol::{Call, Error};
use crate::tags::Resource;

/// How many items a page has unless the request says it.
const PAGE: usize = 50;

/// Answers an item.
pub(super) fn get_ops_item(
    call: &mut Call<'_>,
    request: GetOpsItemRequest,
) -> Result<GetOpsItemResponse, Error> {
    let id = &request.ops_item_id;
    let item = call.store.ops_items.by_id.get(id).ok_or_else(|| not_found(id))?;
    Ok(GetOpsItemResponse { ops_item: Some(item.clone()) })
}

/// Answers the items that meet all filters.
pub(super) fn describe_ops_items(
    call: &mut Call<'_>,
    request: DescribeOpsItemsRequest,
) -> Result<DescribeOpsItemsResponse, Error> {
    let filters = request.ops_item_filters.unwrap_or_default().into_iter().map(Condition::new);
    let filters: Vec<Condition> = filters.collect::<Result<_, _>>()?;
    let found = call.store.ops_items.iter();
    let found = found.filter(|(_, item)| filters.iter().all(|filter| filter.accepts(item, call.identity)));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("DescribeOpsItems", token, size, found)?;
    Ok(DescribeOpsItemsResponse {
        ops_item_summaries: page.items.into_iter().map(summary).collect(),
        next_token: page.next_token,
    })
}

/// Deletes an item with all that belongs to it. One that is not there is deleted already.
pub(super) fn delete_ops_item(
    call: &mut Call<'_>,
    request: DeleteOpsItemRequest,
) -> Result<DeleteOpsItemResponse, Error> {
    let id = request.ops_item_id;
    let items = &mut call.store.ops_items;
    items.by_id.remove(&id);
    let related: Vec<_> = items.related.keys().filter(|(item, _)| *item == id).cloned().collect();
    for place in related {
        items.related.remove(&place);
    }
    let events: Vec<_> = items.events.keys().filter(|(item, _)| *item == id).cloned().collect();
    for place in events {
        items.events.remove(&place);
    }
    call.store.tags.forget(&Resource::ops_item(&id));
    Ok(DeleteOpsItemResponse {})
}

fn summary(item: &OpsItem) -> OpsItemSummary {
    let item = item.clone();
    OpsItemSummary {
        created_by: item.created_by,
        created_time: item.created_time,
        last_modified_by: item.last_modified_by,
        last_modified_time: item.last_modified_time,
        priority: item.priority,
        source: item.source,
        status: item.status,
        ops_item_id: item.ops_item_id,
        title: item.title,
        operational_data: item.operational_data,
        category: item.category,
        severity: item.severity,
        ops_item_type: item.ops_item_type,
        actual_start_time: item.actual_start_time,
        actual_end_time: item.actual_end_time,
        planned_start_time: item.planned_start_time,
        planned_end_time: item.planned_end_time,
    }
}
