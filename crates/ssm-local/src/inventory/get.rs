//! `GetInventory`.

use super::aggregate;
use super::condition::{Condition, accept};
use super::item::{Entry, Item};
use super::{check, node};
use crate::model::operation::{GetInventoryRequest, GetInventoryResponse};
use crate::model::types::{
    InvalidResultAttributeException, InventoryResultEntity, InventoryResultItem, ResultAttribute,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many nodes a page has unless the request says it.
const PAGE: usize = 50;

/// The type that is always there, and the one that is answered unless the request names another.
pub(super) const INSTANCE_INFORMATION: &str = "AWS:InstanceInformation";

/// Answers what the nodes that meet all filters have of a type, or how many of them have what.
pub(super) fn get_inventory(
    call: &mut Call<'_>,
    request: GetInventoryRequest,
) -> Result<GetInventoryResponse, Error> {
    let filters = request.filters.unwrap_or_default().into_iter();
    let filters: Vec<Condition> = filters.map(Condition::of_node).collect::<Result<_, _>>()?;
    let type_name = result_type(request.result_attributes)?;
    let nodes = node::ids(call).into_iter();
    let nodes = nodes.filter(|node| accept(&filters, &|type_name| item(call, node, type_name)));

    let aggregators = request.aggregators.unwrap_or_default();
    if !aggregators.is_empty() {
        let nodes: Vec<String> = nodes.collect();
        let data =
            aggregate::aggregate(&aggregators, &nodes, &|node, type_name| item(call, node, type_name))?;
        let entities = vec![InventoryResultEntity { id: None, data }];
        return Ok(GetInventoryResponse { entities, next_token: None });
    }
    let found = nodes.map(|node| (node.clone(), node));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("GetInventory", token, size, found)?;
    let entities = page.items.into_iter().map(|node| entity(call, node, &type_name)).collect();
    Ok(GetInventoryResponse { entities, next_token: page.next_token })
}

/// What a node has of a type, be it that it was put or that it is known anyway.
pub(super) fn item(call: &Call<'_>, node: &str, type_name: &str) -> Option<Item> {
    let put = call.store.inventory.item(node, type_name);
    put.or_else(|| if type_name == INSTANCE_INFORMATION { node::information(call, node) } else { None })
}

/// The entries that a node has of a type.
pub(crate) fn entries(call: &Call<'_>, node: &str, type_name: &str) -> Vec<Entry> {
    item(call, node, type_name).map(|item| item.entries).unwrap_or_default()
}

fn result_type(attributes: Option<Vec<ResultAttribute>>) -> Result<String, Error> {
    let asked = attributes.unwrap_or_default().pop().map(|attribute| attribute.type_name);
    let type_name = asked.unwrap_or_else(|| INSTANCE_INFORMATION.to_owned());
    check::type_name(&type_name).map_err(|_| {
        let message = format!("there is no inventory type {type_name:?}");
        Error::from(InvalidResultAttributeException::with_message(message))
    })?;
    Ok(type_name)
}

fn entity(call: &Call<'_>, node: String, type_name: &str) -> InventoryResultEntity {
    let item = item(call, &node, type_name).map(|item| {
        let result = InventoryResultItem {
            type_name: Some(type_name.to_owned()),
            schema_version: Some(item.schema_version),
            capture_time: Some(item.capture_time),
            content_hash: item.content_hash,
            content: item.entries,
        };
        (type_name.to_owned(), result)
    });
    InventoryResultEntity { id: Some(node), data: item.into_iter().collect() }
}
