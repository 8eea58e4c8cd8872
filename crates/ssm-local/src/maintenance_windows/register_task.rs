//! `RegisterTaskWithMaintenanceWindow`.

use super::client_token::once;
use super::task::{ONE, Task};
use crate::model::operation::{
    RegisterTaskWithMaintenanceWindowRequest, RegisterTaskWithMaintenanceWindowResponse,
};
use crate::model::types::{
    MaintenanceWindowTask, MaintenanceWindowTaskCutoffBehavior, ResourceLimitExceededException,
};
use crate::protocol::{Call, Error};

/// How many tasks a window may have.
const MAXIMUM_TASKS: usize = 20;

/// Adds a task to a window.
pub(super) fn register_task_with_maintenance_window(
    call: &mut Call<'_>,
    mut request: RegisterTaskWithMaintenanceWindowRequest,
) -> Result<RegisterTaskWithMaintenanceWindowResponse, Error> {
    let token = request.client_token.take();
    let id = once(call, request, token, register)?;
    Ok(RegisterTaskWithMaintenanceWindowResponse { window_task_id: Some(id) })
}

fn register(call: &mut Call<'_>, request: RegisterTaskWithMaintenanceWindowRequest) -> Result<String, Error> {
    let windows = &call.store.maintenance_windows;
    windows.window(&request.window_id)?;
    if windows.tasks_of(&request.window_id).count() >= MAXIMUM_TASKS {
        let message = format!("a maintenance window has at most {MAXIMUM_TASKS} tasks");
        return Err(ResourceLimitExceededException::with_message(message).into());
    }
    let id = call.ids.uuid();
    let window = request.window_id.clone();
    let task = task(id.clone(), request);
    task.check(call, &window)?;
    call.store.maintenance_windows.tasks.insert((window, id.clone()), task);
    Ok(id)
}

fn task(id: String, request: RegisterTaskWithMaintenanceWindowRequest) -> Task {
    let one = || Some(ONE.to_owned());
    let shown = MaintenanceWindowTask {
        window_id: Some(request.window_id),
        window_task_id: Some(id),
        task_arn: Some(request.task_arn),
        r#type: Some(request.task_type),
        targets: request.targets.unwrap_or_default(),
        task_parameters: request.task_parameters.unwrap_or_default(),
        priority: Some(request.priority.unwrap_or_default()),
        logging_info: request.logging_info,
        service_role_arn: request.service_role_arn,
        max_concurrency: request.max_concurrency.or_else(one),
        max_errors: request.max_errors.or_else(one),
        name: request.name,
        description: request.description,
        cutoff_behavior: request.cutoff_behavior.or(Some(MaintenanceWindowTaskCutoffBehavior::ContinueTask)),
        alarm_configuration: request.alarm_configuration,
    };
    Task { shown, parameters: request.task_invocation_parameters }
}
