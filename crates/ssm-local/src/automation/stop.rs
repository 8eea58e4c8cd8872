//! `StopAutomationExecution`.

use super::execution::{Execution, Next, Verdict};
use super::{progress, rate};
use crate::model::operation::{StopAutomationExecutionRequest, StopAutomationExecutionResponse};
use crate::model::types::{InvalidAutomationStatusUpdateException, StopType};
use crate::protocol::{Call, Error};

/// Cancels an execution, or completes it: then the step under way ends by itself, and none follows.
pub(crate) fn stop_automation_execution(
    call: &mut Call<'_>,
    request: StopAutomationExecutionRequest,
) -> Result<StopAutomationExecutionResponse, Error> {
    let id = &request.automation_execution_id;
    let execution = super::get::find(call, id)?;
    if execution.is_over() {
        let message = format!("the execution {id} is over: {}", execution.status.as_str());
        return Err(InvalidAutomationStatusUpdateException::with_message(message).into());
    }
    match request.r#type {
        Some(StopType::Complete) => complete(call, execution.clone()),
        _ => cancel(call, id),
    }
    Ok(StopAutomationExecutionResponse {})
}

fn complete(call: &mut Call<'_>, mut execution: Execution) {
    execution.verdict = match execution.verdict {
        Verdict::Success => Verdict::Completing { has_failed: false },
        Verdict::Failed => Verdict::Completing { has_failed: true },
        other => other,
    };
    if let Some(rate) = &mut execution.rate {
        rate.is_stopped = true;
    } else if !matches!(execution.next, Next::Within(_)) {
        execution.next = Next::End;
    }
    progress::put_back(call, execution);
}

/// Cancels an execution with its children.
pub(super) fn cancel(call: &mut Call<'_>, id: &str) {
    let execution = call.store.automations.get(id).cloned();
    let Some(mut execution) = execution.filter(|execution| !execution.is_over()) else { return };
    if execution.rate.is_some() {
        rate::cancel(call, &mut execution);
    } else {
        progress::cancel(call, &mut execution);
    }
    progress::put_back(call, execution);
}
