//! `GetMaintenanceWindowExecutionTaskInvocation`.

use super::collection::unknown;
use crate::model::operation::{
    GetMaintenanceWindowExecutionTaskInvocationRequest, GetMaintenanceWindowExecutionTaskInvocationResponse,
};
use crate::protocol::{Call, Error};

/// Answers how something stands that a task of an execution started.
pub(super) fn get_maintenance_window_execution_task_invocation(
    call: &mut Call<'_>,
    request: GetMaintenanceWindowExecutionTaskInvocationRequest,
) -> Result<GetMaintenanceWindowExecutionTaskInvocationResponse, Error> {
    let execution = call.store.maintenance_windows.execution(&request.window_execution_id)?;
    let mut invocations = execution.task(&request.task_id)?.invocations.iter();
    let id = request.invocation_id;
    let found = invocations.find(|one| one.invocation_id.as_ref() == Some(&id)).cloned();
    let found = found.ok_or_else(|| unknown("invocation of the task", &id))?;
    Ok(GetMaintenanceWindowExecutionTaskInvocationResponse {
        window_execution_id: found.window_execution_id,
        task_execution_id: found.task_execution_id,
        invocation_id: found.invocation_id,
        execution_id: found.execution_id,
        task_type: found.task_type,
        parameters: found.parameters,
        status: found.status,
        status_details: found.status_details,
        start_time: found.start_time,
        end_time: found.end_time,
        owner_information: found.owner_information,
        window_target_id: found.window_target_id,
    })
}
