//! `StartAutomationExecution`.

use std::collections::BTreeMap;

use awsjson_wire::to_json;

use super::collection::Token;
use super::execution::{Execution, Next, Verdict};
use super::runbook::{self, Runbook};
use super::step::Step;
use super::{rate, targets};
use crate::model::operation::{StartAutomationExecutionRequest, StartAutomationExecutionResponse};
use crate::model::types::{
    AutomationExecutionLimitExceededException, AutomationExecutionStatus, ExecutionMode,
    IdempotentParameterMismatch, InvalidAutomationExecutionParametersException, Tag,
};
use crate::protocol::{Call, Error};
use crate::tags;

/// How many executions may be under way that are nobody's children: those that the service runs at a
/// time, and those that it has wait.
const MAXIMUM_UNDER_WAY: usize = 100 + 5000;

/// Whose child an execution is.
#[derive(Default)]
pub(super) struct Origin {
    pub(super) parent: Option<String>,
    pub(super) depth: usize,
    pub(super) target: Option<String>,
}

/// Starts an execution; one with the client token of an earlier one is that one.
pub(crate) fn start_automation_execution(
    call: &mut Call<'_>,
    request: StartAutomationExecutionRequest,
) -> Result<StartAutomationExecutionResponse, Error> {
    let token = request.client_token.clone().filter(|token| !token.is_empty());
    let body = to_json(awsjson_wire::View::view(&request));
    let body = body.map(|body| String::from_utf8_lossy(&body).into_owned()).unwrap_or_default();
    if let Some(known) = token.as_ref().and_then(|token| call.store.automations.tokens.get(token)) {
        if known.request == body {
            return Ok(started(known.execution_id.clone()));
        }
        let message = "the ClientToken was used for another request";
        return Err(IdempotentParameterMismatch::with_message(message).into());
    }
    let execution_id = start(call, request, Origin::default())?;
    if let Some(token) = token {
        let row = Token { execution_id: execution_id.clone(), request: body };
        call.store.automations.tokens.insert(token, row);
    }
    Ok(started(execution_id))
}

fn started(id: String) -> StartAutomationExecutionResponse {
    StartAutomationExecutionResponse { automation_execution_id: Some(id) }
}

/// Starts an execution. Nothing is changed if it cannot be started.
pub(super) fn start(
    call: &mut Call<'_>,
    mut request: StartAutomationExecutionRequest,
    origin: Origin,
) -> Result<String, Error> {
    check(&request)?;
    let runbook = runbook::find(call, &request.document_name, request.document_version.as_deref())?;
    let tags = request.tags.take().unwrap_or_default();
    tags::check_keys(tags.iter().map(|tag: &Tag| &tag.key))?;
    let tags = tags::merged(None, tags).map_err(|too_many| Error::validation(too_many.to_string()))?;
    let is_top = |execution: &&Execution| execution.parent.is_none();
    if origin.parent.is_none() && call.store.automations.running().filter(is_top).count() >= MAXIMUM_UNDER_WAY
    {
        let message = format!("{MAXIMUM_UNDER_WAY} executions are under way already");
        return Err(AutomationExecutionLimitExceededException::with_message(message).into());
    }
    let rate = match targets::is_for_targets(&request) {
        true => Some(rate::Rate::new(call, &runbook, &request)?),
        false => {
            runbook.check(request.parameters.as_ref().unwrap_or(&BTreeMap::new()))?;
            None
        }
    };
    let execution = execution(call, request, &runbook, rate, origin);
    let id = execution.id.clone();
    if !tags.is_empty() {
        call.store.tags.set(tags::Resource::automation(&id), tags);
    }
    let now = call.now;
    call.store.automations.put(execution, Some(now));
    Ok(id)
}

fn check(request: &StartAutomationExecutionRequest) -> Result<(), Error> {
    let has_locations = request.target_locations.as_ref().is_some_and(|locations| !locations.is_empty());
    if has_locations || request.target_locations_url.is_some() {
        let message = "this endpoint runs automations in the account and region of the call alone; \
                       TargetLocations and TargetLocationsURL are not for it";
        return Err(InvalidAutomationExecutionParametersException::with_message(message).into());
    }
    Ok(())
}

fn execution(
    call: &mut Call<'_>,
    request: StartAutomationExecutionRequest,
    runbook: &Runbook,
    rate: Option<rate::Rate>,
    origin: Origin,
) -> Execution {
    let arguments = request.parameters.unwrap_or_default();
    let steps = runbook.automation.main_steps.iter();
    let steps: Vec<Step> = match rate {
        None => steps.map(|step| Step::to_come(call.ids.uuid(), step)).collect(),
        Some(_) => Vec::new(),
    };
    let mode = request.mode.unwrap_or(ExecutionMode::Auto);
    let first = steps.first().map(|step| step.name.clone());
    let next = match (first, &mode) {
        (None, _) => Next::End,
        (first, ExecutionMode::Interactive) => Next::AwaitStart(first),
        (Some(first), _) => Next::Begin(first),
    };
    Execution {
        id: call.ids.uuid(),
        document_name: request.document_name,
        document_version: runbook.version.clone(),
        runbook: runbook.document.to_json(),
        started: call.now,
        ended: None,
        status: AutomationExecutionStatus::Pending,
        parameters: runbook.parameters(&arguments),
        arguments,
        variables: runbook.variables(),
        outputs: BTreeMap::new(),
        failure_message: None,
        mode,
        executed_by: call.identity.user_arn(),
        alarm_configuration: request.alarm_configuration,
        parent: origin.parent,
        depth: origin.depth,
        target: origin.target,
        rate,
        steps,
        next,
        verdict: Verdict::Success,
    }
}
