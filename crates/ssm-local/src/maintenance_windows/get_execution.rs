//! `GetMaintenanceWindowExecution`.

use crate::model::operation::{GetMaintenanceWindowExecutionRequest, GetMaintenanceWindowExecutionResponse};
use crate::protocol::{Call, Error};

/// Answers how an execution stands, and the ids of its tasks.
pub(super) fn get_maintenance_window_execution(
    call: &mut Call<'_>,
    request: GetMaintenanceWindowExecutionRequest,
) -> Result<GetMaintenanceWindowExecutionResponse, Error> {
    let execution = call.store.maintenance_windows.execution(&request.window_execution_id)?;
    let shown = execution.shown.clone();
    Ok(GetMaintenanceWindowExecutionResponse {
        window_execution_id: shown.window_execution_id,
        task_ids: execution.tasks.iter().map(|task| task.id.clone()).collect(),
        status: shown.status,
        status_details: shown.status_details,
        start_time: shown.start_time,
        end_time: shown.end_time,
    })
}
