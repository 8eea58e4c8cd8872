//! `GetMaintenanceWindowTask`.

use crate::model::operation::{GetMaintenanceWindowTaskRequest, GetMaintenanceWindowTaskResponse};
use crate::protocol::{Call, Error};

/// Answers a task with the parameters of what it starts.
pub(super) fn get_maintenance_window_task(
    call: &mut Call<'_>,
    request: GetMaintenanceWindowTaskRequest,
) -> Result<GetMaintenanceWindowTaskResponse, Error> {
    let task = call.store.maintenance_windows.task(&request.window_id, &request.window_task_id)?.clone();
    let shown = task.shown;
    Ok(GetMaintenanceWindowTaskResponse {
        window_id: shown.window_id,
        window_task_id: shown.window_task_id,
        targets: shown.targets,
        task_arn: shown.task_arn,
        service_role_arn: shown.service_role_arn,
        task_type: shown.r#type,
        task_parameters: shown.task_parameters,
        task_invocation_parameters: task.parameters,
        priority: shown.priority,
        max_concurrency: shown.max_concurrency,
        max_errors: shown.max_errors,
        logging_info: shown.logging_info,
        name: shown.name,
        description: shown.description,
        cutoff_behavior: shown.cutoff_behavior,
        alarm_configuration: shown.alarm_configuration,
    })
}
