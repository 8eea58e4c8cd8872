//! What an association is for.

use super::association::Association;
use crate::model::types::{InvalidTarget, Target};
use crate::nodes;
use crate::protocol::{Call, Error};

/// The keys of targets but for `tag:KEY`.
const KEYS: [&str; 7] = [
    "InstanceIds",
    "tag-key",
    "ParameterValues",
    "ResourceGroup",
    "aws:NoOpAutomationTag",
    "resource-groups:Name",
    "resource-groups:ResourceTypeFilters",
];

/// Refuses targets that can be none. Nodes that are not there yet may be named.
pub(super) fn check(targets: &[Target]) -> Result<(), Error> {
    let key = |target: &Target| target.key.clone().unwrap_or_default();
    let is_known = |key: &str| {
        let is_tag = key.strip_prefix("tag:").is_some_and(|tag| !tag.is_empty());
        is_tag || KEYS.iter().any(|known| known.eq_ignore_ascii_case(key))
    };
    if let Some(target) = targets.iter().find(|target| !is_known(&key(target))) {
        let message =
            format!("{:?} is no key of a target; keys are tag:KEY, {}", key(target), KEYS.join(", "));
        return Err(InvalidTarget::with_message(message).into());
    }
    if let Some(target) = targets.iter().find(|target| target.values.as_ref().is_none_or(Vec::is_empty)) {
        return Err(InvalidTarget::with_message(format!("the target {:?} has no values", key(target))).into());
    }
    Ok(())
}

/// The targets of an association, also if it was made for one node.
pub(super) fn of(association: &Association) -> Vec<Target> {
    of_version(association, &association.latest().shown.targets)
}

/// Likewise of a version that has these targets.
pub(super) fn of_version(association: &Association, targets: &[Target]) -> Vec<Target> {
    match &association.instance_id {
        Some(id) => vec![Target { key: Some("InstanceIds".to_owned()), values: Some(vec![id.clone()]) }],
        None => targets.to_vec(),
    }
}

/// The nodes that an association applies to now.
pub(super) fn resolve(call: &Call<'_>, association: &Association) -> Result<Vec<String>, Error> {
    nodes::resolve(call, &of(association))
}
