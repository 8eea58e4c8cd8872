//! `UpdateMaintenanceWindowTask`.

use super::task::{ONE, Task};
use crate::model::operation::{UpdateMaintenanceWindowTaskRequest, UpdateMaintenanceWindowTaskResponse};
use crate::model::types::{MaintenanceWindowTask, MaintenanceWindowTaskCutoffBehavior};
use crate::protocol::{Call, Error};

/// Changes what is given; or replaces all of it, what is not given being taken away.
pub(super) fn update_maintenance_window_task(
    call: &mut Call<'_>,
    request: UpdateMaintenanceWindowTaskRequest,
) -> Result<UpdateMaintenanceWindowTaskResponse, Error> {
    let (window, id) = (request.window_id.clone(), request.window_task_id.clone());
    let mut task = call.store.maintenance_windows.task(&window, &id)?.clone();
    if request.replace.unwrap_or_default() {
        task = stripped(&request, task)?;
    }
    change(&mut task, request);
    task.check(call, &window)?;
    call.store.maintenance_windows.tasks.insert((window, id), task.clone());
    Ok(shown(task))
}

/// A task that has nothing but what it cannot do without, which must be given anew.
fn stripped(request: &UpdateMaintenanceWindowTaskRequest, task: Task) -> Result<Task, Error> {
    if request.task_arn.is_none() {
        return Err(Error::validation("TaskArn must be given to replace a task"));
    }
    let one = || Some(ONE.to_owned());
    let shown = MaintenanceWindowTask {
        window_id: task.shown.window_id,
        window_task_id: task.shown.window_task_id,
        r#type: task.shown.r#type,
        priority: Some(0),
        max_concurrency: one(),
        max_errors: one(),
        cutoff_behavior: Some(MaintenanceWindowTaskCutoffBehavior::ContinueTask),
        ..MaintenanceWindowTask::default()
    };
    Ok(Task { shown, parameters: None })
}

fn change(task: &mut Task, request: UpdateMaintenanceWindowTaskRequest) {
    let shown = &mut task.shown;
    if let Some(targets) = request.targets {
        shown.targets = targets;
    }
    if let Some(parameters) = request.task_parameters {
        shown.task_parameters = parameters;
    }
    shown.task_arn = request.task_arn.or(shown.task_arn.take());
    shown.service_role_arn = request.service_role_arn.or(shown.service_role_arn.take());
    shown.priority = request.priority.or(shown.priority);
    shown.max_concurrency = request.max_concurrency.or(shown.max_concurrency.take());
    shown.max_errors = request.max_errors.or(shown.max_errors.take());
    shown.logging_info = request.logging_info.or(shown.logging_info.take());
    shown.name = request.name.or(shown.name.take());
    shown.description = request.description.or(shown.description.take());
    shown.cutoff_behavior = request.cutoff_behavior.or(shown.cutoff_behavior.take());
    shown.alarm_configuration = request.alarm_configuration.or(shown.alarm_configuration.take());
    task.parameters = request.task_invocation_parameters.or(task.parameters.take());
}

fn shown(task: Task) -> UpdateMaintenanceWindowTaskResponse {
    let shown = task.shown;
    UpdateMaintenanceWindowTaskResponse {
        window_id: shown.window_id,
        window_task_id: shown.window_task_id,
        targets: shown.targets,
        task_arn: shown.task_arn,
        service_role_arn: shown.service_role_arn,
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
    }
}
