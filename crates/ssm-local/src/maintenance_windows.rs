//! Maintenance windows.
//!
//! A window has a schedule, targets and tasks. When it is due, in [`progress`], an execution of it
//! opens, which runs the tasks by priority and is kept with all that became of them. What a task
//! starts elsewhere goes through [`run`] alone.

mod cancel;
mod client_token;
mod collection;
mod create;
mod delete;
mod deregister_target;
mod deregister_task;
mod describe;
mod describe_executions;
mod describe_for_target;
mod describe_invocations;
mod describe_schedule;
mod describe_targets;
mod describe_task_executions;
mod describe_tasks;
mod execution;
mod filter;
mod get;
mod get_execution;
mod get_invocation;
mod get_task;
mod get_task_execution;
mod progress;
mod register_target;
mod register_task;
mod run;
mod task;
mod update;
mod update_target;
mod update_task;
mod window;

use crate::protocol::Routes;

pub(crate) use collection::MaintenanceWindows;

/// Adds the operations on maintenance windows.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .meanwhile(progress::go_on)
        .on(cancel::cancel_maintenance_window_execution)
        .on(create::create_maintenance_window)
        .on(delete::delete_maintenance_window)
        .on(deregister_target::deregister_target_from_maintenance_window)
        .on(deregister_task::deregister_task_from_maintenance_window)
        .on(describe::describe_maintenance_windows)
        .on(describe_executions::describe_maintenance_window_executions)
        .on(describe_for_target::describe_maintenance_windows_for_target)
        .on(describe_invocations::describe_maintenance_window_execution_task_invocations)
        .on(describe_schedule::describe_maintenance_window_schedule)
        .on(describe_targets::describe_maintenance_window_targets)
        .on(describe_task_executions::describe_maintenance_window_execution_tasks)
        .on(describe_tasks::describe_maintenance_window_tasks)
        .on(get::get_maintenance_window)
        .on(get_execution::get_maintenance_window_execution)
        .on(get_invocation::get_maintenance_window_execution_task_invocation)
        .on(get_task::get_maintenance_window_task)
        .on(get_task_execution::get_maintenance_window_execution_task)
        .on(register_target::register_target_with_maintenance_window)
        .on(register_task::register_task_with_maintenance_window)
        .on(update::update_maintenance_window)
        .on(update_target::update_maintenance_window_target)
        .on(update_task::update_maintenance_window_task)
}
