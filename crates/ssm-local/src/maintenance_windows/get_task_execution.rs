//! `GetMaintenanceWindowExecutionTask`.

use crate::model::operation::{
    GetMaintenanceWindowExecutionTaskRequest, GetMaintenanceWindowExecutionTaskResponse,
};
use crate::protocol::{Call, Error};

/// Answers how a task of an execution stands, and what it was when the execution began.
pub(super) fn get_maintenance_window_execution_task(
    call: &mut Call<'_>,
    request: GetMaintenanceWindowExecutionTaskRequest,
) -> Result<GetMaintenanceWindowExecutionTaskResponse, Error> {
    let execution = call.store.maintenance_windows.execution(&request.window_execution_id)?;
    let found = execution.task(&request.task_id)?.clone();
    let (task, progress) = (found.task.shown, found.progress);
    Ok(GetMaintenanceWindowExecutionTaskResponse {
        window_execution_id: Some(request.window_execution_id),
        task_execution_id: Some(found.id),
        task_arn: task.task_arn,
        service_role: task.service_role_arn,
        r#type: task.r#type,
        task_parameters: vec![task.task_parameters],
        priority: task.priority,
        max_concurrency: task.max_concurrency,
        max_errors: task.max_errors,
        status: Some(progress.status),
        status_details: progress.details,
        start_time: progress.start,
        end_time: progress.end,
        alarm_configuration: task.alarm_configuration,
        triggered_alarms: Vec::new(),
    })
}
