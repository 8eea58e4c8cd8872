//! What an execution with targets is for: the parameters of each child.

use std::collections::BTreeMap;

use super::runbook::Runbook;
use crate::model::operation::StartAutomationExecutionRequest;
use crate::model::types::{InvalidAutomationExecutionParametersException, InvalidTarget, Target};
use crate::nodes;
use crate::protocol::{Call, Error};

/// The key of a target that names its values.
const PARAMETER_VALUES: &str = "ParameterValues";

/// A target: what it is called, and the parameters that it sets.
pub(super) struct Resolved {
    pub(super) name: String,
    pub(super) arguments: BTreeMap<String, Vec<String>>,
}

/// Whether an execution is for targets.
pub(super) fn is_for_targets(request: &StartAutomationExecutionRequest) -> bool {
    let has_targets = request.targets.as_ref().is_some_and(|targets| !targets.is_empty());
    let has_maps = request.target_maps.as_ref().is_some_and(|maps| !maps.is_empty());
    has_targets || has_maps
}

/// The targets of a request, each once.
pub(super) fn resolve(
    call: &Call<'_>,
    runbook: &Runbook,
    request: &StartAutomationExecutionRequest,
) -> Result<Vec<Resolved>, Error> {
    let targets = request.targets.as_deref().unwrap_or_default();
    let maps = request.target_maps.as_deref().unwrap_or_default();
    let mut resolved = match (targets, maps) {
        (targets, []) => by_parameter(call, runbook, request, targets)?,
        ([], maps) => maps.iter().map(by_map).collect(),
        _ => return Err(invalid("Targets and TargetMaps exclude each other")),
    };
    let mut seen = std::collections::BTreeSet::new();
    resolved.retain(|target| seen.insert(target.name.clone()));
    Ok(resolved)
}

fn by_parameter(
    call: &Call<'_>,
    runbook: &Runbook,
    request: &StartAutomationExecutionRequest,
    targets: &[Target],
) -> Result<Vec<Resolved>, Error> {
    let Some(parameter) = request.target_parameter_name.as_deref() else {
        return Err(invalid("Targets need a TargetParameterName, which takes each of them"));
    };
    let declared = runbook.automation.parameters.as_ref().and_then(|parameters| parameters.get(parameter));
    if declared.is_none() {
        return Err(invalid(format!("the runbook has no parameter {parameter:?} for targets")));
    }
    let mut resolved = Vec::new();
    for target in targets {
        let key = target.key.as_deref().unwrap_or_default();
        let values = match key == PARAMETER_VALUES {
            true => target.values.clone().unwrap_or_default(),
            false => tagged(call, target)?,
        };
        resolved.extend(values.into_iter().map(|value| Resolved {
            arguments: BTreeMap::from([(parameter.to_owned(), vec![value.clone()])]),
            name: value,
        }));
    }
    Ok(resolved)
}

/// The nodes that a target names by their tags. Other resources with tags that can be targets are those
/// of services that are not at this endpoint.
fn tagged(call: &Call<'_>, target: &Target) -> Result<Vec<String>, Error> {
    let key = target.key.as_deref().unwrap_or_default();
    if !key.starts_with("tag:") && key != "tag-key" {
        let message =
            format!("{key:?} is no key of a target here; {PARAMETER_VALUES}, tag:KEY and tag-key are");
        return Err(InvalidTarget::with_message(message).into());
    }
    nodes::resolve(call, std::slice::from_ref(target))
        .map_err(|error| InvalidTarget::with_message(error.message()).into())
}

fn by_map(map: &BTreeMap<String, Vec<String>>) -> Resolved {
    let name = map.iter().map(|(name, values)| format!("{name}={}", values.join(",")));
    Resolved { name: name.collect::<Vec<_>>().join(";"), arguments: map.clone() }
}

fn invalid(message: impl Into<String>) -> Error {
    InvalidAutomationExecutionParametersException::with_message(message).into()
}
