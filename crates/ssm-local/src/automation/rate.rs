//! Executions on several targets: a child for each, so many at a time.

use std::collections::BTreeMap;

use awsjson_wire::Blank;
use serde::{Deserialize, Serialize};

use super::execution::{Execution, Verdict};
use super::runbook::Runbook;
use super::start::{Origin, start};
use super::{progress, stop, targets};
use crate::model::operation::StartAutomationExecutionRequest;
use crate::model::types::{AutomationExecutionStatus, Target};
use crate::protocol::{Call, Error};

/// On how many targets an execution runs at a time unless the request says it.
const CONCURRENCY: &str = "10";

/// How many errors it survives unless the request says it.
const ERRORS: &str = "0";

/// The targets of an execution, and how far it has come with them.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Rate {
    /// The parameter that takes the target.
    pub(super) parameter: Option<String>,
    pub(super) targets: Vec<Target>,
    pub(super) target_maps: Vec<BTreeMap<String, Vec<String>>>,
    /// What the targets are called.
    pub(super) values: Vec<String>,
    /// The parameters of each child.
    arguments: Vec<BTreeMap<String, Vec<String>>>,
    pub(super) max_concurrency: String,
    pub(super) max_errors: String,
    /// The executions that were started, in the order of the targets.
    pub(super) children: Vec<String>,
    /// Targets whose child could not be started.
    not_started: usize,
    /// Whether no further child is started.
    pub(super) is_stopped: bool,
}

impl Rate {
    /// The targets of a request, if each has parameters that the runbook takes.
    pub(super) fn new(
        call: &Call<'_>,
        runbook: &Runbook,
        request: &StartAutomationExecutionRequest,
    ) -> Result<Self, Error> {
        let resolved = targets::resolve(call, runbook, request)?;
        let given = request.parameters.clone().unwrap_or_default();
        let mut arguments = Vec::with_capacity(resolved.len());
        for target in &resolved {
            let mut own = given.clone();
            own.extend(target.arguments.clone());
            runbook.check(&own)?;
            arguments.push(own);
        }
        let limit =
            |limit: &Option<String>, default: &str| limit.clone().unwrap_or_else(|| default.to_owned());
        Ok(Self {
            parameter: request.target_parameter_name.clone(),
            targets: request.targets.clone().unwrap_or_default(),
            target_maps: request.target_maps.clone().unwrap_or_default(),
            values: resolved.into_iter().map(|target| target.name).collect(),
            arguments,
            max_concurrency: limit(&request.max_concurrency, CONCURRENCY),
            max_errors: limit(&request.max_errors, ERRORS),
            children: Vec::new(),
            not_started: 0,
            is_stopped: false,
        })
    }

    pub(super) fn targets_count(&self) -> usize {
        self.values.len()
    }
}

/// The number of targets that a limit means, a share being rounded down.
fn number(limit: &str, targets: usize) -> usize {
    match limit.strip_suffix('%') {
        Some(share) => targets.saturating_mul(share.parse().unwrap_or_default()) / 100,
        // More digits than fit are more than there can be targets.
        None => limit.parse().unwrap_or(usize::MAX),
    }
}

/// Starts children as far as the limits allow, and ends the execution when all are over.
pub(super) fn go_on(call: &mut Call<'_>, execution: &mut Execution) {
    let Some(mut rate) = execution.rate.clone() else { return };
    let total = rate.targets_count();
    let concurrency = number(&rate.max_concurrency, total).max(1);
    let max_errors = number(&rate.max_errors, total);
    let mut running = 0;
    let mut errors = rate.not_started;
    for child in rate.children.iter().filter_map(|id| call.store.automations.get(id)) {
        running += usize::from(!child.is_over());
        let has_failed = child.is_over() && child.status != AutomationExecutionStatus::Success;
        errors += usize::from(has_failed);
    }
    while !rate.is_stopped && errors <= max_errors && running < concurrency {
        let next = rate.children.len() + rate.not_started;
        let (Some(arguments), Some(name)) = (rate.arguments.get(next), rate.values.get(next)) else { break };
        match start_child(call, execution, arguments.clone(), name.clone()) {
            Ok(id) => {
                rate.children.push(id);
                running += 1;
            }
            Err(error) => {
                execution.failure_message = Some(format!("{name}: {}: {}", error.code(), error.message()));
                rate.not_started += 1;
                errors += 1;
            }
        }
    }
    if errors > max_errors {
        execution.verdict.failed();
        let message = format!("{errors} of {total} targets failed, and MaxErrors is {}", rate.max_errors);
        execution.failure_message.get_or_insert(message);
    }
    execution.rate = Some(rate);
    if running == 0 && !execution.is_over() {
        progress::end(call, execution);
    }
}

fn start_child(
    call: &mut Call<'_>,
    execution: &Execution,
    arguments: BTreeMap<String, Vec<String>>,
    target: String,
) -> Result<String, Error> {
    let request = StartAutomationExecutionRequest {
        document_name: execution.document_name.clone(),
        document_version: Some(execution.document_version.clone()),
        parameters: Some(arguments),
        ..StartAutomationExecutionRequest::blank()
    };
    let origin = Origin { parent: Some(execution.id.clone()), depth: execution.depth, target: Some(target) };
    start(call, request, origin)
}

/// Cancels the children that are under way, and starts no more.
pub(super) fn cancel(call: &mut Call<'_>, execution: &mut Execution) {
    execution.verdict = Verdict::Cancelled;
    let Some(rate) = &mut execution.rate else { return };
    rate.is_stopped = true;
    for child in rate.children.clone() {
        stop::cancel(call, &child);
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn limits_are_numbers_or_shares_rounded_down() {
        for (limit, targets, expected) in [("10", 3, 10), ("0", 3, 0), ("10%", 9, 0), ("33%", 10, 3)] {
            assert_eq!(number(limit, targets), expected, "{limit} of {targets}");
        }
    }
}
