//! The nodes as inventory sees them.

use std::collections::BTreeSet;

use super::item::{Entry, Item};
use crate::model::types::{InvalidInstanceId, PlatformType};
use crate::nodes::Node;
use crate::protocol::{Call, Error};
use crate::timestamp;

/// What a node tells of itself, which is there without being put.
pub(super) fn information(call: &Call<'_>, id: &str) -> Option<Item> {
    let node = call.store.nodes.get(id)?;
    Some(Item {
        schema_version: "1.0".to_owned(),
        capture_time: timestamp::seconds(call.now),
        content_hash: None,
        entries: vec![entry(node)],
    })
}

fn entry(node: &Node) -> Entry {
    let facts = &node.facts;
    let values = [
        ("AgentStatus", Some(if node.is_online() { "Online" } else { "Offline" }.to_owned())),
        ("AgentType", facts.agent_name.clone()),
        ("AgentVersion", facts.agent_version.clone()),
        ("ComputerName", facts.computer_name.clone()),
        ("IamRole", node.iam_role.clone()),
        ("InstanceId", Some(node.id.clone())),
        ("InstanceStatus", Some("Active".to_owned())),
        ("IpAddress", facts.ip_address.clone()),
        ("PlatformName", facts.platform_name.clone()),
        ("PlatformType", facts.platform_type.as_ref().map(PlatformType::as_str).map(str::to_owned)),
        ("PlatformVersion", facts.platform_version.clone()),
        ("ResourceType", Some(resource_type(node).to_owned())),
    ];
    values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

fn resource_type(node: &Node) -> &'static str {
    if node.id.starts_with("mi-") { "ManagedInstance" } else { "EC2Instance" }
}

/// All managed nodes.
pub(crate) fn ids(call: &Call<'_>) -> BTreeSet<String> {
    call.store.nodes.iter().map(|node| node.id.clone()).collect()
}

/// Refuses the id of a node that is none.
pub(crate) fn check(call: &Call<'_>, id: &str) -> Result<(), Error> {
    if call.store.nodes.get(id).is_some() {
        return Ok(());
    }
    let message = format!("{id} is no managed node of this account and region");
    Err(InvalidInstanceId::with_message(message).into())
}
