//! `DescribeMaintenanceWindowExecutionTasks`.

use super::execution::TaskExecution;
use super::filter::Filters;
use crate::model::operation::{
    DescribeMaintenanceWindowExecutionTasksRequest, DescribeMaintenanceWindowExecutionTasksResponse,
};
use crate::model::types::MaintenanceWindowExecutionTaskIdentity;
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers the tasks of an execution in the order in which they run.
pub(super) fn describe_maintenance_window_execution_tasks(
    call: &mut Call<'_>,
    request: DescribeMaintenanceWindowExecutionTasksRequest,
) -> Result<DescribeMaintenanceWindowExecutionTasksResponse, Error> {
    let filters = Filters::of(request.filters, &["STATUS"])?;
    let execution = call.store.maintenance_windows.execution(&request.window_execution_id)?;
    let tasks = execution.tasks.iter().enumerate();
    let tasks = tasks.filter(|(_, task)| filters.accept(|_| Some(task.progress.status.as_str())));
    let page = call.store.paging.page::<usize, _, _>(
        "tasks of a maintenance window execution",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        tasks.map(|(place, task)| (place, shown(execution.id(), task))),
    )?;
    Ok(DescribeMaintenanceWindowExecutionTasksResponse {
        window_execution_task_identities: page.items,
        next_token: page.next_token,
    })
}

fn shown(execution: &str, task: &TaskExecution) -> MaintenanceWindowExecutionTaskIdentity {
    MaintenanceWindowExecutionTaskIdentity {
        window_execution_id: Some(execution.to_owned()),
        task_execution_id: Some(task.id.clone()),
        status: Some(task.progress.status.clone()),
        status_details: task.progress.details.clone(),
        start_time: task.progress.start,
        end_time: task.progress.end,
        task_arn: task.task.shown.task_arn.clone(),
        task_type: Some(task.task.kind().clone()),
        alarm_configuration: task.task.shown.alarm_configuration.clone(),
        triggered_alarms: Vec::new(),
    }
}
