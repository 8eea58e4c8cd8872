//! `GetAutomationExecution`.

use super::answer;
use super::execution::Execution;
use crate::model::operation::{GetAutomationExecutionRequest, GetAutomationExecutionResponse};
use crate::model::types::{AutomationExecutionNotFoundException, AutomationExecutionStatus};
use crate::protocol::{Call, Error};

/// Answers an execution with its first steps.
pub(super) fn get_automation_execution(
    call: &mut Call<'_>,
    request: GetAutomationExecutionRequest,
) -> Result<GetAutomationExecutionResponse, Error> {
    let execution = find(call, &request.automation_execution_id)?;
    let children = |id: &str| call.store.automations.get(id);
    Ok(GetAutomationExecutionResponse { automation_execution: Some(answer::execution(execution, children)) })
}

/// How the execution of this id stands, and what it says of its failure.
pub(crate) fn status<'a>(
    call: &'a Call<'_>,
    id: &str,
) -> Option<(&'a AutomationExecutionStatus, Option<&'a str>)> {
    let execution = call.store.automations.get(id)?;
    Some((&execution.status, execution.failure_message.as_deref()))
}

/// The execution of this id.
pub(super) fn find<'a>(call: &'a Call<'_>, id: &str) -> Result<&'a Execution, Error> {
    call.store.automations.get(id).ok_or_else(|| {
        let message = format!("there is no execution {id:?}");
        AutomationExecutionNotFoundException::with_message(message).into()
    })
}
