//! `ListInventoryEntries`.

use super::condition::Condition;
use super::{check, get, node};
use crate::model::operation::{ListInventoryEntriesRequest, ListInventoryEntriesResponse};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many entries a page has unless the request says it.
const PAGE: usize = 50;

/// Answers the entries that a node has of a type.
pub(super) fn list_inventory_entries(
    call: &mut Call<'_>,
    request: ListInventoryEntriesRequest,
) -> Result<ListInventoryEntriesResponse, Error> {
    check::type_name(&request.type_name)?;
    node::check(call, &request.instance_id)?;
    let filters = request.filters.unwrap_or_default().into_iter();
    let filters = filters.map(|filter| Condition::of_entry(filter, &request.type_name));
    let filters: Vec<Condition> = filters.collect::<Result<_, _>>()?;

    let item = get::item(call, &request.instance_id, &request.type_name);
    let entries = item.iter().flat_map(|item| &item.entries);
    let found = entries.filter(|entry| filters.iter().all(|filter| filter.accepts_entry(entry)));
    let list = format!("ListInventoryEntries {} {}", request.instance_id, request.type_name);
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<usize, _, _>(&list, token, size, found.enumerate())?;
    let entries = page.items.into_iter().cloned().collect();
    Ok(ListInventoryEntriesResponse {
        type_name: Some(request.type_name),
        instance_id: Some(request.instance_id),
        schema_version: item.as_ref().map(|item| item.schema_version.clone()),
        capture_time: item.as_ref().map(|item| item.capture_time.clone()),
        entries,
        next_token: page.next_token,
    })
}
