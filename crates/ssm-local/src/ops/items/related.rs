//! `ListOpsItemRelatedItems`.

use crate::model::operation::{ListOpsItemRelatedItemsRequest, ListOpsItemRelatedItemsResponse};
use crate::model::types::{
    OpsItemRelatedItemSummary, OpsItemRelatedItemsFilter, OpsItemRelatedItemsFilterKey as Key,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many relations a page has unless the request says it.
const PAGE: usize = 50;

/// Answers the resources that one item, or any, has to do with.
pub(super) fn list_ops_item_related_items(
    call: &mut Call<'_>,
    request: ListOpsItemRelatedItemsRequest,
) -> Result<ListOpsItemRelatedItemsResponse, Error> {
    let filters = request.filters.unwrap_or_default();
    let asked = request.ops_item_id.unwrap_or_default();
    let related = call.store.ops_items.related.iter();
    let found = related.filter(|((item, _), _)| asked.is_empty() || *item == asked);
    let found = found.filter(|(_, related)| filters.iter().all(|filter| accepts(filter, related)));
    let found = found.map(|((item, id), related)| (format!("{item} {id}"), related.clone()));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let list = format!("ListOpsItemRelatedItems {asked}");
    let page = call.store.paging.page::<String, _, _>(&list, token, size, found)?;
    Ok(ListOpsItemRelatedItemsResponse { summaries: page.items, next_token: page.next_token })
}

fn accepts(filter: &OpsItemRelatedItemsFilter, related: &OpsItemRelatedItemSummary) -> bool {
    let found = match filter.key {
        Key::ResourceType => &related.resource_type,
        Key::AssociationId => &related.association_id,
        _ => &related.resource_uri,
    };
    found.as_ref().is_some_and(|found| filter.values.contains(found))
}
