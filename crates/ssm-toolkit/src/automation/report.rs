//! What became of an execution.

use std::collections::BTreeMap;

use ssm_client::types::{
    AutomationExecution, AutomationExecutionMetadata, AutomationExecutionStatus, StepExecution,
};
use time::OffsetDateTime;

/// What became of an execution, or how it stands.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AutomationReport {
    /// The execution.
    pub execution_id: String,
    /// How it ended, or stands.
    pub status: AutomationExecutionStatus,
    /// The outputs of the runbook, by their names.
    pub outputs: BTreeMap<String, Vec<String>>,
    /// Why it failed, in the service's words.
    pub failure_message: Option<String>,
    /// The steps, in the order in which they began. Of an execution with targets, one for each target.
    pub steps: Vec<StepResult>,
}

/// What became of a step.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StepResult {
    /// Its name.
    pub name: String,
    /// Its own id: a step that is repeated in a loop has one each time.
    pub id: String,
    /// What it does, such as `aws:runCommand`.
    pub action: String,
    /// How it ended, or stands.
    pub status: AutomationExecutionStatus,
    /// Its outputs, by their names.
    pub outputs: BTreeMap<String, Vec<String>>,
    /// Why it failed, in the service's words.
    pub failure_message: Option<String>,
    /// When it began.
    pub started: Option<OffsetDateTime>,
    /// When it ended.
    pub finished: Option<OffsetDateTime>,
}

/// The execution for one target.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Child {
    /// The execution.
    pub execution_id: String,
    /// The target, as the parameter's value.
    pub target: String,
    /// How it ended, or stands.
    pub status: AutomationExecutionStatus,
    /// Why it failed, in the service's words.
    pub failure_message: Option<String>,
}

impl AutomationReport {
    pub(super) fn new(execution: AutomationExecution, steps: Vec<StepExecution>) -> Self {
        Self {
            execution_id: execution.automation_execution_id.unwrap_or_default(),
            status: execution.automation_execution_status.unwrap_or(AutomationExecutionStatus::Pending),
            outputs: execution.outputs,
            failure_message: execution.failure_message.filter(|message| !message.is_empty()),
            steps: steps.into_iter().map(StepResult::new).collect(),
        }
    }

    /// Whether it is over and did what it should.
    #[must_use]
    pub fn is_success(&self) -> bool {
        matches!(
            self.status,
            AutomationExecutionStatus::Success | AutomationExecutionStatus::CompletedWithSuccess
        )
    }

    /// The step by which the execution failed: the last one that did. None if the execution is not over or
    /// succeeded in spite of it, and if it failed before its first step.
    #[must_use]
    pub fn failed_step(&self) -> Option<&StepResult> {
        if self.is_success() || !is_over(&self.status) {
            return None;
        }
        self.steps.iter().rev().find(|step| step.is_failed())
    }

    /// The step that is under way, or waits for somebody.
    #[must_use]
    pub fn current_step(&self) -> Option<&StepResult> {
        let is_current = |step: &&StepResult| step.started.is_some() && !is_over(&step.status);
        self.steps.iter().rev().find(is_current)
    }

    /// The step of this name; the last one if it was repeated.
    #[must_use]
    pub fn step(&self, name: &str) -> Option<&StepResult> {
        self.steps.iter().rev().find(|step| step.name == name)
    }
}

impl StepResult {
    fn new(step: StepExecution) -> Self {
        Self {
            name: step.step_name.unwrap_or_default(),
            id: step.step_execution_id.unwrap_or_default(),
            action: step.action.unwrap_or_default(),
            status: step.step_status.unwrap_or(AutomationExecutionStatus::Pending),
            outputs: step.outputs,
            failure_message: step.failure_message.filter(|message| !message.is_empty()),
            started: step.execution_start_time,
            finished: step.execution_end_time,
        }
    }

    /// Whether it failed or took too long.
    #[must_use]
    pub fn is_failed(&self) -> bool {
        use AutomationExecutionStatus::{CompletedWithFailure, Failed, Rejected, Timedout};
        matches!(self.status, Failed | Timedout | Rejected | CompletedWithFailure)
    }
}

impl Child {
    pub(super) fn of(execution: AutomationExecutionMetadata) -> Self {
        Self {
            execution_id: execution.automation_execution_id.unwrap_or_default(),
            target: execution.target.unwrap_or_default(),
            status: execution.automation_execution_status.unwrap_or(AutomationExecutionStatus::Pending),
            failure_message: execution.failure_message.filter(|message| !message.is_empty()),
        }
    }
}

/// Whether nothing more will happen to what stands so.
pub(super) fn is_over(status: &AutomationExecutionStatus) -> bool {
    use AutomationExecutionStatus::{
        Cancelled, ChangeCalendarOverrideRejected, CompletedWithFailure, CompletedWithSuccess, Exited,
        Failed, Rejected, Success, Timedout,
    };
    matches!(
        status,
        Cancelled
            | ChangeCalendarOverrideRejected
            | CompletedWithFailure
            | CompletedWithSuccess
            | Exited
            | Failed
            | Rejected
            | Success
            | Timedout
    )
}
