//! `SendAutomationSignal`.

use std::collections::BTreeMap;

use super::action;
use super::execution::{Execution, Next};
use super::progress;
use crate::model::operation::{SendAutomationSignalRequest, SendAutomationSignalResponse};
use crate::model::types::{
    AutomationStepNotFoundException, ExecutionMode, InvalidAutomationSignalException, SignalType,
};
use crate::protocol::{Call, Error};

type Payload = BTreeMap<String, Vec<String>>;

/// Tells an execution what people decided.
pub(super) fn send_automation_signal(
    call: &mut Call<'_>,
    request: SendAutomationSignalRequest,
) -> Result<SendAutomationSignalResponse, Error> {
    let mut execution = super::get::find(call, &request.automation_execution_id)?.clone();
    if execution.is_over() {
        return Err(invalid(format!("the execution is over: {}", execution.status.as_str())));
    }
    let payload = request.payload.unwrap_or_default();
    match request.signal_type {
        SignalType::Approve => decide(call, &mut execution, true, &payload)?,
        SignalType::Reject => decide(call, &mut execution, false, &payload)?,
        SignalType::Resume => resume(call, &mut execution, &payload)?,
        SignalType::StartStep => start_step(&mut execution, &payload)?,
        SignalType::StopStep => stop_step(call, &mut execution, &payload)?,
        other => return Err(invalid(format!("executions here know no signal {}", other.as_str()))),
    }
    progress::put_back(call, execution);
    Ok(SendAutomationSignalResponse {})
}

fn invalid(message: impl Into<String>) -> Error {
    InvalidAutomationSignalException::with_message(message).into()
}

fn text<'a>(payload: &'a Payload, name: &str) -> Option<&'a str> {
    payload.get(name)?.first().map(String::as_str)
}

fn decide(
    call: &mut Call<'_>,
    execution: &mut Execution,
    is_approval: bool,
    payload: &Payload,
) -> Result<(), Error> {
    let (approver, now) = (call.identity.user_arn(), call.now);
    let comment = text(payload, "Comment");
    let step = execution.current_mut();
    let outcome = step.and_then(|step| action::decide(step, is_approval, &approver, comment, now));
    let outcome = outcome.ok_or_else(|| invalid("the execution waits for no approval"))?;
    progress::settle(call, execution, outcome);
    Ok(())
}

fn resume(call: &mut Call<'_>, execution: &mut Execution, payload: &Payload) -> Result<(), Error> {
    check_name(execution, payload)?;
    let is_meant = |name: &str| text(payload, "StepName").is_none_or(|asked| asked == name);
    let step = execution.current().filter(|step| is_meant(&step.name));
    let outcome = step.and_then(action::resume).ok_or_else(|| invalid("the step is not paused"))?;
    progress::settle(call, execution, outcome);
    Ok(())
}

fn start_step(execution: &mut Execution, payload: &Payload) -> Result<(), Error> {
    if execution.mode != ExecutionMode::Interactive {
        return Err(invalid("the steps of this execution start by themselves: its mode is not Interactive"));
    }
    check_name(execution, payload)?;
    let Next::AwaitStart(next) = &execution.next else {
        return Err(invalid("a step of the execution is under way"));
    };
    let name = text(payload, "StepName").map(str::to_owned).or_else(|| next.clone());
    execution.next = name.map_or(Next::End, Next::Begin);
    Ok(())
}

/// Refuses the name of a step that the runbook does not have.
fn check_name(execution: &Execution, payload: &Payload) -> Result<(), Error> {
    match text(payload, "StepName").filter(|name| execution.latest(name).is_none()) {
        None => Ok(()),
        Some(name) => {
            let message = format!("the execution has no step {name:?}");
            Err(AutomationStepNotFoundException::with_message(message).into())
        }
    }
}

fn stop_step(call: &mut Call<'_>, execution: &mut Execution, payload: &Payload) -> Result<(), Error> {
    let id = text(payload, "StepExecutionId")
        .ok_or_else(|| invalid("the Payload must name the step by its StepExecutionId"))?;
    if !execution.steps.iter().any(|step| step.id == id) {
        let message = format!("the execution has no step with the StepExecutionId {id:?}");
        return Err(AutomationStepNotFoundException::with_message(message).into());
    }
    if execution.current().is_none_or(|step| step.id != id) {
        return Err(invalid("the step is not under way"));
    }
    progress::stop_step(call, execution);
    Ok(())
}
