//! An execution of a maintenance window, and what became of its tasks.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::collection::unknown;
use super::task::Task;
use crate::model::types::{
    MaintenanceWindowExecution, MaintenanceWindowExecutionStatus as Status,
    MaintenanceWindowExecutionTaskInvocationIdentity,
};
use crate::protocol::Error;

/// How long the details of a status may be.
const LONGEST_DETAILS: usize = 250;

/// One execution with its tasks in the order in which they run.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Execution {
    pub(super) shown: MaintenanceWindowExecution,
    /// From when on no task starts.
    pub(super) cutoff: OffsetDateTime,
    /// Whether somebody asked to cancel it.
    pub(super) is_cancelled: bool,
    pub(super) tasks: Vec<TaskExecution>,
}

/// A task as it was when the execution began.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct TaskExecution {
    pub(super) id: String,
    pub(super) task: Task,
    pub(super) progress: Progress,
    pub(super) invocations: Vec<MaintenanceWindowExecutionTaskInvocationIdentity>,
}

/// How far a task has come.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Progress {
    pub(super) status: Status,
    pub(super) details: Option<String>,
    pub(super) start: Option<OffsetDateTime>,
    pub(super) end: Option<OffsetDateTime>,
}

impl Execution {
    pub(super) fn id(&self) -> &str {
        self.shown.window_execution_id.as_deref().unwrap_or_default()
    }

    pub(super) fn task(&self, id: &str) -> Result<&TaskExecution, Error> {
        let found = self.tasks.iter().find(|task| task.id == id);
        found.ok_or_else(|| unknown("task execution of the maintenance window execution", id))
    }

    /// Its place in lists, which begin with the latest.
    pub(super) fn position(&self) -> String {
        let begun = self.shown.start_time.map_or(0, |start| start.unix_timestamp_nanos() / 1_000_000);
        format!("{:020}/{}", i128::from(i64::MAX) - begun, self.id())
    }
}

impl Progress {
    pub(super) fn pending() -> Self {
        Self { status: Status::Pending, details: None, start: None, end: None }
    }

    pub(super) fn begin(&mut self, now: OffsetDateTime) {
        self.status = Status::InProgress;
        self.start = Some(now);
    }

    pub(super) fn end(&mut self, now: OffsetDateTime, status: Status, details: Option<&str>) {
        self.start = self.start.or(Some(now));
        self.end = Some(now);
        self.status = status;
        self.details = details.map(shortened);
    }

    pub(super) fn is_pending(&self) -> bool {
        self.status == Status::Pending
    }
}

/// Details of a status, no longer than they may be.
pub(super) fn shortened(details: &str) -> String {
    details.chars().take(LONGEST_DETAILS).collect()
}

/// Whether it is over with what has this status.
pub(super) fn is_over(status: &Status) -> bool {
    !matches!(status, Status::Pending | Status::InProgress | Status::Cancelling)
}

/// The status of what consists of parts that are all over: that of the worst.
pub(super) fn sum<'a>(parts: impl Iterator<Item = &'a Status> + Clone) -> Status {
    let worst = [Status::Failed, Status::TimedOut, Status::Cancelled];
    let worst = worst.into_iter().find(|status| parts.clone().any(|part| part == status));
    worst.unwrap_or(Status::Success)
}
