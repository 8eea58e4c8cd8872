//! `ListNodes` and `ListNodesSummary`.

use std::collections::BTreeMap;

use super::node::Node;
use crate::identity::Identity;
use crate::model::operation::{
    ListNodesRequest, ListNodesResponse, ListNodesSummaryRequest, ListNodesSummaryResponse,
};
use crate::model::types::{
    self, InstanceInfo, InvalidAggregatorException, ManagedStatus, NodeAggregator, NodeAttributeName,
    NodeFilter, NodeFilterKey, NodeFilterOperatorType, NodeOwnerInfo, NodeType, PlatformType,
    ResourceDataSyncNotFoundException,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many nodes or counts a page has unless the request says it.
const PAGE: usize = 50;

/// How deep attributes are counted within attributes.
const DEEPEST: usize = 2;

/// Answers the nodes that meet all filters.
pub(super) fn list_nodes(call: &mut Call<'_>, request: ListNodesRequest) -> Result<ListNodesResponse, Error> {
    refuse_sync(request.sync_name.as_deref())?;
    let filters = request.filters.unwrap_or_default();
    let found = matching(call, &filters).map(|node| (&node.id, node));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("ListNodes", token, size, found)?;
    let nodes = page.items.into_iter().map(|node| shown(call, node));
    Ok(ListNodesResponse { nodes: nodes.collect(), next_token: page.next_token })
}

/// Answers how many nodes that meet all filters have which attributes.
pub(super) fn list_nodes_summary(
    call: &mut Call<'_>,
    request: ListNodesSummaryRequest,
) -> Result<ListNodesSummaryResponse, Error> {
    refuse_sync(request.sync_name.as_deref())?;
    let attributes = attributes(&request.aggregators)?;
    let filters = request.filters.unwrap_or_default();
    let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for node in matching(call, &filters) {
        let values = attributes.iter().map(|name| attribute(node, call.identity, name).unwrap_or_default());
        *counts.entry(values.collect()).or_default() += 1;
    }
    let rows = counts.into_iter().map(|(values, count)| {
        let names = attributes.iter().map(|name| name.as_str().to_owned());
        let row: BTreeMap<String, String> =
            names.zip(values.iter().cloned()).chain([("Count".to_owned(), count.to_string())]).collect();
        (values.join("/"), row)
    });
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("ListNodesSummary", token, size, rows)?;
    Ok(ListNodesSummaryResponse { summary: page.items, next_token: page.next_token })
}

fn refuse_sync(name: Option<&str>) -> Result<(), Error> {
    let Some(name) = name.filter(|name| !name.is_empty()) else { return Ok(()) };
    let message = format!("there is no resource data sync {name:?} of nodes");
    Err(ResourceDataSyncNotFoundException {
        sync_name: Some(name.to_owned()),
        sync_type: None,
        message: Some(message),
    }
    .into())
}

/// The attributes to count by, outermost first.
fn attributes(aggregators: &[NodeAggregator]) -> Result<Vec<NodeAttributeName>, Error> {
    let invalid = |message: &str| Err(InvalidAggregatorException::with_message(message).into());
    let mut names = Vec::new();
    let mut level = aggregators;
    loop {
        match level {
            [] => return Ok(names),
            [_, _, ..] => return invalid("there is one aggregator on each level"),
            [_] if names.len() == DEEPEST => return invalid("aggregators are nested twice at most"),
            [one] => {
                names.push(one.attribute_name.clone());
                level = one.aggregators.as_deref().unwrap_or_default();
            }
        }
    }
}

fn matching<'a>(call: &'a Call<'_>, filters: &'a [NodeFilter]) -> impl Iterator<Item = &'a Node> {
    call.store.nodes.iter().filter(|node| filters.iter().all(|filter| meets(node, call.identity, filter)))
}

fn meets(node: &Node, identity: &Identity, filter: &NodeFilter) -> bool {
    let found = filtered(node, identity, &filter.key);
    let any = |fits: fn(&str, &str) -> bool| {
        found.as_ref().is_some_and(|found| filter.values.iter().any(|value| fits(found, value)))
    };
    let is_every_node =
        filter.key == NodeFilterKey::ManagedStatus && filter.values.iter().any(|value| value == "All");
    match filter.r#type {
        Some(NodeFilterOperatorType::NotEqual) => !any(|found, value| found == value),
        Some(NodeFilterOperatorType::BeginWith) => any(|found, value| found.starts_with(value)),
        _ => is_every_node || any(|found, value| found == value),
    }
}

fn filtered(node: &Node, identity: &Identity, key: &NodeFilterKey) -> Option<String> {
    let facts = &node.facts;
    match key {
        NodeFilterKey::AccountId => Some(identity.account_id.clone()),
        NodeFilterKey::AgentType => facts.agent_name.clone(),
        NodeFilterKey::ComputerName => facts.computer_name.clone(),
        NodeFilterKey::InstanceId | NodeFilterKey::SourceId => Some(node.id.clone()),
        NodeFilterKey::IpAddress => facts.ip_address.clone(),
        NodeFilterKey::ManagedStatus => Some(ManagedStatus::Managed.as_str().to_owned()),
        // The others are called what the attribute is called.
        other => attribute(node, identity, &other.as_str().into()),
    }
}

fn attribute(node: &Node, identity: &Identity, name: &NodeAttributeName) -> Option<String> {
    let facts = &node.facts;
    match name {
        NodeAttributeName::AgentVersion => facts.agent_version.clone(),
        NodeAttributeName::AvailabilityZone => facts.availability_zone.clone(),
        NodeAttributeName::PlatformName => facts.platform_name.clone(),
        NodeAttributeName::PlatformType => {
            facts.platform_type.as_ref().map(PlatformType::as_str).map(str::to_owned)
        }
        NodeAttributeName::PlatformVersion => facts.platform_version.clone(),
        NodeAttributeName::Region => Some(identity.region.clone()),
        NodeAttributeName::ResourceType => Some(node.resource_type().as_str().to_owned()),
        NodeAttributeName::SourceType => Some(node.source_type().as_str().to_owned()),
        NodeAttributeName::Unknown(_) => None,
    }
}

fn shown(call: &Call<'_>, node: &Node) -> types::Node {
    let facts = &node.facts;
    let info = InstanceInfo {
        agent_type: facts.agent_name.clone(),
        agent_version: facts.agent_version.clone(),
        computer_name: facts.computer_name.clone(),
        ip_address: facts.ip_address.clone(),
        managed_status: Some(ManagedStatus::Managed),
        name: node.name.clone(),
        platform_type: facts.platform_type.clone(),
        platform_name: facts.platform_name.clone(),
        platform_version: facts.platform_version.clone(),
        resource_type: Some(node.resource_type()),
        source_type: Some(node.source_type()),
        source_id: Some(node.id.clone()),
        availability_zone: facts.availability_zone.clone(),
        ..Default::default()
    };
    types::Node {
        capture_time: Some(call.now),
        id: Some(node.id.clone()),
        owner: Some(NodeOwnerInfo {
            account_id: Some(call.identity.account_id.clone()),
            ..Default::default()
        }),
        region: Some(call.identity.region.clone()),
        node_type: Some(NodeType::Instance(info)),
    }
}
