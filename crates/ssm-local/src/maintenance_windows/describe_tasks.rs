//! `DescribeMaintenanceWindowTasks`.

use super::filter::Filters;
use super::task::Task;
use crate::model::operation::{
    DescribeMaintenanceWindowTasksRequest, DescribeMaintenanceWindowTasksResponse,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers the tasks of a window by id.
pub(super) fn describe_maintenance_window_tasks(
    call: &mut Call<'_>,
    request: DescribeMaintenanceWindowTasksRequest,
) -> Result<DescribeMaintenanceWindowTasksResponse, Error> {
    let filters = Filters::of(request.filters, &["WindowTaskId", "TaskArn", "Priority", "TaskType"])?;
    let windows = &call.store.maintenance_windows;
    windows.window(&request.window_id)?;
    let accepted = |task: &Task| {
        let priority = task.shown.priority.unwrap_or_default().to_string();
        filters.accept(|key| match key {
            "WindowTaskId" => task.shown.window_task_id.as_deref(),
            "TaskArn" => Some(task.arn()),
            "Priority" => Some(priority.as_str()),
            _ => Some(task.kind().as_str()),
        })
    };
    let tasks = windows.tasks_of(&request.window_id).filter(|(_, task)| accepted(task));
    let page = call.store.paging.page::<String, _, _>(
        "tasks of a maintenance window",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        tasks.map(|(id, task)| (id, task.shown.clone())),
    )?;
    Ok(DescribeMaintenanceWindowTasksResponse { tasks: page.items, next_token: page.next_token })
}
