//! `aws:executeAutomation`: another execution.

use awsjson_wire::Blank;
use serde_json::Value;
use ssm_document::automation::ExecuteAutomation;

use super::Outcome;
use crate::automation::execution::Execution;
use crate::automation::start::{Origin, start};
use crate::automation::step::{Activity, Failure, Step};
use crate::automation::text;
use crate::model::operation::StartAutomationExecutionRequest;
use crate::model::types::{AutomationExecutionStatus, Tag, Target};
use crate::protocol::Call;

/// How deep executions may start each other.
const MAXIMUM_DEPTH: usize = 5;

pub(super) fn begin(
    call: &mut Call<'_>,
    execution: &Execution,
    inputs: &ExecuteAutomation,
) -> Result<Outcome, Failure> {
    if execution.depth >= MAXIMUM_DEPTH {
        let message = format!("executions start each other at most {MAXIMUM_DEPTH} deep");
        return Err(Failure::of_invocation("AutomationExecutionLimitExceededException", message));
    }
    let request = request(inputs)?;
    let origin = Origin { parent: Some(execution.id.clone()), depth: execution.depth + 1, target: None };
    let id = start(call, request, origin).map_err(|error| {
        Failure::of_invocation(error.code(), format!("{}: {}", error.code(), error.message()))
    })?;
    Ok(Outcome::Busy(Activity::Automation { id }))
}

fn request(inputs: &ExecuteAutomation) -> Result<StartAutomationExecutionRequest, Failure> {
    if inputs.target_locations.is_some() {
        return Err(Failure::of_inputs("this endpoint runs automations in one account and region alone"));
    }
    Ok(StartAutomationExecutionRequest {
        document_name: inputs.document_name.clone(),
        document_version: inputs.document_version.clone(),
        parameters: inputs.runtime_parameters.as_ref().map(parameters).transpose()?,
        tags: inputs.tags.as_ref().map(|tags| each(tags, "Tags", tag)).transpose()?,
        target_parameter_name: inputs.target_parameter_name.clone(),
        targets: inputs.targets.as_ref().map(|targets| each(targets, "Targets", target)).transpose()?,
        target_maps: inputs
            .target_maps
            .as_ref()
            .map(|maps| each(maps, "TargetMaps", text::parameters))
            .transpose()?,
        max_concurrency: inputs.max_concurrency.clone(),
        max_errors: inputs.max_errors.clone(),
        ..StartAutomationExecutionRequest::blank()
    })
}

fn parameters(
    value: &ssm_document::Value,
) -> Result<std::collections::BTreeMap<String, Vec<String>>, Failure> {
    text::parameters(value).ok_or_else(|| Failure::of_inputs("RuntimeParameters must be a map"))
}

fn each<T>(
    value: &ssm_document::Value,
    name: &str,
    read: impl Fn(&ssm_document::Value) -> Option<T>,
) -> Result<Vec<T>, Failure> {
    let elements = value.as_list().and_then(|elements| elements.iter().map(read).collect());
    elements.ok_or_else(|| Failure::of_inputs(format!("{name} cannot be read")))
}

fn tag(value: &ssm_document::Value) -> Option<Tag> {
    let text = |name| value.get(name).and_then(ssm_document::Value::as_text).map(str::to_owned);
    Some(Tag { key: text("Key")?, value: text("Value")? })
}

fn target(value: &ssm_document::Value) -> Option<Target> {
    let key = value.get("Key")?.as_text()?.to_owned();
    Some(Target { key: Some(key), values: Some(text::list(&text::from_document(value.get("Values")?))) })
}

/// Whether the execution that the step started is over, and how.
pub(super) fn look(call: &Call<'_>, step: &mut Step, id: &str) -> Option<Outcome> {
    let child = call.store.automations.get(id)?;
    if !child.is_over() {
        return None;
    }
    let output: Vec<String> = child.outputs.values().flatten().cloned().collect();
    step.outputs.insert("ExecutionId".to_owned(), id.into());
    step.outputs.insert("Status".to_owned(), child.status.as_str().into());
    step.outputs.insert("Output".to_owned(), output.into());
    for (name, values) in &child.outputs {
        step.outputs.insert(name.clone(), Value::from(values.clone()));
    }
    let message = || {
        let status = child.status.as_str();
        let reason = child.failure_message.as_deref().unwrap_or("it says nothing more");
        format!("the execution {id} ended as {status}: {reason}")
    };
    Some(match child.status {
        AutomationExecutionStatus::Success => Outcome::done(),
        AutomationExecutionStatus::Timedout => Outcome::Failed(Failure::time_out(message())),
        _ => Outcome::Failed(Failure::of_invocation("ChildExecutionFailed", message())),
    })
}
