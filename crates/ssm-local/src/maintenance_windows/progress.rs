//! What becomes of maintenance windows by itself.

use time::{Duration, OffsetDateTime};

use super::execution::{Execution, Progress, TaskExecution, is_over, sum};
use super::run;
use super::window::Window;
use crate::model::types::{
    MaintenanceWindowExecution, MaintenanceWindowExecutionStatus as Status,
    MaintenanceWindowTaskCutoffBehavior,
};
use crate::protocol::Call;

/// How long executions are remembered.
const MEMORY: Duration = Duration::days(30);

/// Opens executions of the windows that are due, and looks after those that are open.
pub(super) fn go_on(call: &mut Call<'_>) {
    let windows = call.store.maintenance_windows.by_id.values();
    let due = windows.filter(|window| window.next.is_some_and(|next| next <= call.now));
    for window in due.cloned().collect::<Vec<Window>>() {
        open(call, window);
    }
    let running: Vec<String> = call.store.maintenance_windows.running.keys().cloned().collect();
    for id in &running {
        look_after(call, id);
    }
}

/// Opens an execution of a window that is due. What it missed more than once it makes up for once.
fn open(call: &mut Call<'_>, mut window: Window) {
    forget_old(call);
    // A window that can no longer be planned is not due again.
    if window.plan(call.now).is_err() {
        window.next = None;
    }
    let id = call.ids.uuid();
    let windows = &call.store.maintenance_windows;
    let is_of_window = |id: &String| {
        let execution = windows.executions.get(id);
        execution.is_some_and(|execution| execution.shown.window_id.as_ref() == Some(&window.id))
    };
    let is_overlapping = windows.running.keys().any(is_of_window);
    let mut execution = Execution {
        shown: MaintenanceWindowExecution {
            window_id: Some(window.id.clone()),
            window_execution_id: Some(id.clone()),
            status: Some(Status::InProgress),
            status_details: None,
            start_time: Some(call.now),
            end_time: None,
        },
        cutoff: window.cutoff_of(call.now),
        is_cancelled: false,
        tasks: Vec::new(),
    };
    if is_overlapping {
        let details = "another execution of the maintenance window was under way";
        end(&mut execution, call.now, Status::SkippedOverlapping, Some(details));
    } else {
        execution.tasks = tasks(call, &window.id);
        call.store.maintenance_windows.running.insert(id.clone(), ());
    }
    call.store.maintenance_windows.executions.insert(id, execution);
    call.store.maintenance_windows.by_id.insert(window.id.clone(), window);
}

fn forget_old(call: &mut Call<'_>) {
    let is_old = |end: OffsetDateTime| call.now - end > MEMORY;
    let executions = &mut call.store.maintenance_windows.executions;
    let old = executions.iter().filter(|(_, execution)| execution.shown.end_time.is_some_and(is_old));
    for id in old.map(|(id, _)| id.clone()).collect::<Vec<String>>() {
        executions.remove(&id);
    }
}

/// The tasks of a window, in the order of their priorities.
fn tasks(call: &mut Call<'_>, window: &str) -> Vec<TaskExecution> {
    let tasks = call.store.maintenance_windows.tasks_of(window);
    let mut tasks: Vec<_> = tasks.map(|(_, task)| task.clone()).collect();
    tasks.sort_by_key(|task| task.shown.priority);
    let ids = &mut *call.ids;
    let begun = tasks.into_iter().map(|task| TaskExecution {
        id: ids.uuid(),
        task,
        progress: Progress::pending(),
        invocations: Vec::new(),
    });
    begun.collect()
}

fn look_after(call: &mut Call<'_>, id: &str) {
    let Some(before) = call.store.maintenance_windows.executions.get(id).cloned() else { return };
    let mut execution = before.clone();
    for task in &mut execution.tasks {
        follow(call, task);
    }
    stop_what_may_not_go_on(call, &mut execution);
    start_what_is_next(call, &mut execution);
    finish(&mut execution, call.now);
    if execution.shown.status.as_ref().is_some_and(is_over) {
        call.store.maintenance_windows.running.remove(id);
    }
    if execution != before {
        call.store.maintenance_windows.executions.insert(id.to_owned(), execution);
    }
}

/// Takes notice of what became of that which a task started.
fn follow(call: &Call<'_>, task: &mut TaskExecution) {
    if task.progress.is_pending() || is_over(&task.progress.status) {
        return;
    }
    let is_open = |status: Option<&Status>| status.is_none_or(|status| !is_over(status));
    for invocation in &mut task.invocations {
        let Some(id) = invocation.execution_id.as_deref() else { continue };
        if !is_open(invocation.status.as_ref()) {
            continue;
        }
        let (status, details) = run::state(call, task.task.kind(), id);
        if is_over(&status) {
            invocation.end_time = Some(call.now);
        }
        invocation.status = Some(status);
        invocation.status_details = details;
    }
    let statuses = task.invocations.iter().filter_map(|invocation| invocation.status.as_ref());
    if statuses.clone().all(is_over) {
        let failed = task.invocations.iter().find(|one| one.status != Some(Status::Success));
        let details = failed.and_then(|invocation| invocation.status_details.clone());
        task.progress.end(call.now, sum(statuses), details.as_deref());
    }
}

/// Ends what is not to begin any more, and at the cutoff what is to stop then.
fn stop_what_may_not_go_on(call: &mut Call<'_>, execution: &mut Execution) {
    let is_cut_off = execution.cutoff <= call.now;
    let is_cancelled = execution.is_cancelled;
    for task in &mut execution.tasks {
        let stops = task.task.shown.cutoff_behavior == Some(MaintenanceWindowTaskCutoffBehavior::CancelTask);
        if task.progress.is_pending() && is_cancelled {
            let details = "the execution of the maintenance window was cancelled";
            task.progress.end(call.now, Status::Cancelled, Some(details));
        } else if task.progress.is_pending() && is_cut_off {
            let details = "the cutoff of the maintenance window came before the task could start";
            task.progress.end(call.now, Status::TimedOut, Some(details));
        } else if is_cut_off && stops && !is_over(&task.progress.status) {
            cut_off(call, task);
        }
    }
}

fn cut_off(call: &mut Call<'_>, task: &mut TaskExecution) {
    let details = "the cutoff of the maintenance window came before the task was done";
    for invocation in &mut task.invocations {
        if invocation.status.as_ref().is_some_and(is_over) {
            continue;
        }
        if let Some(id) = invocation.execution_id.as_deref() {
            run::cancel(call, task.task.kind(), id);
        }
        invocation.status = Some(Status::TimedOut);
        invocation.status_details = Some(details.to_owned());
        invocation.end_time = Some(call.now);
    }
    task.progress.end(call.now, Status::TimedOut, Some(details));
}

/// Starts the tasks of the next priority once those before them are over.
fn start_what_is_next(call: &mut Call<'_>, execution: &mut Execution) {
    let (id, window) = (execution.id().to_owned(), execution.shown.window_id.clone().unwrap_or_default());
    let tasks = &mut execution.tasks;
    let is_under_way = |task: &TaskExecution| !task.progress.is_pending() && !is_over(&task.progress.status);
    while !tasks.iter().any(is_under_way) {
        let next = tasks.iter().find(|task| task.progress.is_pending());
        let Some(priority) = next.map(|task| task.task.shown.priority) else { return };
        let next = tasks.iter_mut().filter(|task| task.progress.is_pending());
        for task in next.filter(|task| task.task.shown.priority == priority) {
            task.progress.begin(call.now);
            task.invocations = run::start(call, &window, &id, &task.id, &task.task);
            follow(call, task);
        }
    }
}

/// Ends an execution whose tasks are all over.
fn finish(execution: &mut Execution, now: OffsetDateTime) {
    let statuses = execution.tasks.iter().map(|task| &task.progress.status);
    if !statuses.clone().all(is_over) {
        return;
    }
    let failed = execution.tasks.iter().filter(|task| task.progress.status != Status::Success).count();
    let count = execution.tasks.len();
    let (status, details) = match (execution.is_cancelled, count, failed) {
        (true, _, _) => (Status::Cancelled, None),
        (_, 0, _) => (Status::Success, Some("No tasks to execute.".to_owned())),
        (_, _, 0) => (Status::Success, None),
        (_, _, _) => (sum(statuses), Some(format!("{failed} of {count} tasks did not succeed"))),
    };
    end(execution, now, status, details.as_deref());
}

fn end(execution: &mut Execution, now: OffsetDateTime, status: Status, details: Option<&str>) {
    execution.shown.status = Some(status);
    execution.shown.status_details = details.map(str::to_owned);
    execution.shown.end_time = Some(now);
}
