//! Which nodes are meant.

use std::collections::BTreeSet;

use super::collection::Nodes;
use super::node::Node;
use crate::model::types::{DuplicateInstanceId, InvalidInstanceId, InvalidParameters, Target};
use crate::protocol::{Call, Error};
use crate::tags::Resource;

/// How many ids a target may name.
const MAXIMUM_IDS: usize = 50;

/// The target of automations that concern no resource.
const NO_OPERATION: &str = "aws:NoOpAutomationTag";

/// The nodes that are named one by one, of which each must be there and online.
pub(crate) fn named(call: &Call<'_>, ids: &[String]) -> Result<Vec<String>, Error> {
    let mut seen = BTreeSet::new();
    if let Some(twice) = ids.iter().find(|id| !seen.insert(*id)) {
        return Err(Error::from(DuplicateInstanceId {}).explained(format!("{twice} is named twice")));
    }
    let is_valid = |id: &&String| call.store.nodes.get(id).is_some_and(Node::is_online);
    let wrong: Vec<&str> = ids.iter().filter(|id| !is_valid(id)).map(String::as_str).collect();
    if wrong.is_empty() {
        Ok(ids.to_vec())
    } else {
        let account = &call.identity.account_id;
        let message = format!("Instances [{}] not in a valid state for account {account}", wrong.join(", "));
        Err(InvalidInstanceId::with_message(message).into())
    }
}

/// The nodes that meet all targets, in the order of their ids, whether they are online or not. A
/// target names nodes by `InstanceIds`, by the value of a tag (`tag:KEY`) or by its presence
/// (`tag-key`); resource groups are a service of their own.
pub(crate) fn resolve(call: &Call<'_>, targets: &[Target]) -> Result<Vec<String>, Error> {
    let conditions: Vec<Condition<'_>> = targets.iter().map(condition).collect::<Result<_, _>>()?;
    if conditions.is_empty() {
        return Err(invalid("there is no target".to_owned()));
    }
    for condition in &conditions {
        condition.check(&call.store.nodes)?;
    }
    let meets_all = |node: &&Node| conditions.iter().all(|condition| condition.accepts(node, call));
    Ok(call.store.nodes.iter().filter(meets_all).map(|node| node.id.clone()).collect())
}

enum Condition<'a> {
    Ids(&'a [String]),
    /// Every node.
    All,
    TagKey(&'a [String]),
    Tag(&'a str, &'a [String]),
    /// No node.
    NoOperation,
}

fn condition(target: &Target) -> Result<Condition<'_>, Error> {
    let key = target.key.as_deref().unwrap_or_default();
    let values = target.values.as_deref().unwrap_or_default();
    if values.is_empty() {
        return Err(invalid(format!("the target {key:?} has no values")));
    }
    match key {
        "InstanceIds" | "instanceids" if values == ["*"] => Ok(Condition::All),
        "InstanceIds" | "instanceids" if values.len() <= MAXIMUM_IDS => Ok(Condition::Ids(values)),
        "InstanceIds" | "instanceids" => Err(invalid(format!("a target names at most {MAXIMUM_IDS} nodes"))),
        "tag-key" => Ok(Condition::TagKey(values)),
        NO_OPERATION => Ok(Condition::NoOperation),
        _ if key.starts_with("resource-groups:") => Err(invalid(format!(
            "{key}: there are no resource groups at this endpoint; use InstanceIds, tag:KEY or tag-key"
        ))),
        _ => match key.strip_prefix("tag:").filter(|tag| !tag.is_empty()) {
            Some(tag) => Ok(Condition::Tag(tag, values)),
            None => Err(invalid(format!(
                "{key:?} is no key of a target; keys are InstanceIds, tag:KEY and tag-key"
            ))),
        },
    }
}

impl Condition<'_> {
    /// Refuses ids of nodes that are not there.
    fn check(&self, nodes: &Nodes) -> Result<(), Error> {
        let Self::Ids(ids) = self else { return Ok(()) };
        match ids.iter().find(|id| nodes.get(id).is_none()) {
            None => Ok(()),
            Some(id) => Err(super::collection::unknown(id)),
        }
    }

    fn accepts(&self, node: &Node, call: &Call<'_>) -> bool {
        let tags = call.store.tags.of(&Resource::managed_instance(&node.id));
        match self {
            Self::Ids(ids) => ids.contains(&node.id),
            Self::All => true,
            Self::TagKey(keys) => keys.iter().any(|key| tags.is_some_and(|tags| tags.contains_key(key))),
            Self::Tag(key, values) => {
                tags.and_then(|tags| tags.get(*key)).is_some_and(|value| values.contains(value))
            }
            Self::NoOperation => false,
        }
    }
}

fn invalid(message: String) -> Error {
    InvalidParameters::with_message(message).into()
}
