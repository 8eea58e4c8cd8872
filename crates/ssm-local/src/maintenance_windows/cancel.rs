//! `CancelMaintenanceWindowExecution`.

use super::execution::is_over;
use crate::model::operation::{
    CancelMaintenanceWindowExecutionRequest, CancelMaintenanceWindowExecutionResponse,
};
use crate::model::types::MaintenanceWindowExecutionStatus;
use crate::protocol::{Call, Error};

/// Has no further tasks of an execution start. Those under way go on, and one that is over stays as
/// it is.
pub(super) fn cancel_maintenance_window_execution(
    call: &mut Call<'_>,
    request: CancelMaintenanceWindowExecutionRequest,
) -> Result<CancelMaintenanceWindowExecutionResponse, Error> {
    let id = request.window_execution_id;
    let windows = &mut call.store.maintenance_windows;
    windows.execution(&id)?;
    let execution = windows.executions.get_mut(&id);
    if let Some(execution) =
        execution.filter(|execution| !execution.shown.status.as_ref().is_some_and(is_over))
    {
        execution.is_cancelled = true;
        execution.shown.status = Some(MaintenanceWindowExecutionStatus::Cancelling);
    }
    Ok(CancelMaintenanceWindowExecutionResponse { window_execution_id: Some(id) })
}
