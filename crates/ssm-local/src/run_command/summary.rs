//! The state of a command, which is the sum of its invocations.

use super::command::Terms;
use super::stage::{Outcome, Stage};
use crate::model::types::{self, CommandStatus};

/// How many invocations stand where.
#[derive(Default)]
pub(super) struct Summary {
    targets: usize,
    /// Neither running nor over.
    pending: usize,
    running: usize,
    cancelling: usize,
    success: usize,
    failed: usize,
    cancelled: usize,
    delivery_timed_out: usize,
    execution_timed_out: usize,
    undeliverable: usize,
    terminated: usize,
    invalid_platform: usize,
}

impl Summary {
    pub(super) fn of(stages: impl Iterator<Item = Stage>) -> Self {
        let mut summary = Self::default();
        for stage in stages {
            summary.targets += 1;
            *summary.count(stage) += 1;
        }
        summary
    }

    fn count(&mut self, stage: Stage) -> &mut usize {
        match stage {
            Stage::Waiting | Stage::Sent => &mut self.pending,
            Stage::Running => &mut self.running,
            Stage::Cancelling => &mut self.cancelling,
            Stage::Ended(Outcome::Success) => &mut self.success,
            Stage::Ended(Outcome::Failed) => &mut self.failed,
            Stage::Ended(Outcome::Cancelled) => &mut self.cancelled,
            Stage::Ended(Outcome::DeliveryTimedOut) => &mut self.delivery_timed_out,
            Stage::Ended(Outcome::ExecutionTimedOut) => &mut self.execution_timed_out,
            Stage::Ended(Outcome::Undeliverable) => &mut self.undeliverable,
            Stage::Ended(Outcome::Terminated) => &mut self.terminated,
            Stage::Ended(Outcome::InvalidPlatform) => &mut self.invalid_platform,
        }
    }

    /// How many count against the limit of errors.
    pub(super) fn errors(&self) -> usize {
        self.failed + self.execution_timed_out
    }

    pub(super) fn is_over(&self) -> bool {
        self.pending + self.running + self.cancelling == 0
    }

    /// The state of the command.
    pub(super) fn state(&self, terms: &Terms) -> State {
        let (status, details) = self.status(terms);
        State {
            status,
            details,
            completed: count(self.targets - self.pending - self.running - self.cancelling),
            errors: count(self.errors()),
            delivery_timed_out: count(self.delivery_timed_out),
        }
    }

    fn status(&self, terms: &Terms) -> (CommandStatus, &'static str) {
        if self.is_over() {
            self.end(terms)
        } else if terms.is_cancelled || self.cancelling > 0 {
            (CommandStatus::Cancelling, "Cancelling")
        } else if self.pending == self.targets {
            (CommandStatus::Pending, "Pending")
        } else {
            (CommandStatus::InProgress, "InProgress")
        }
    }

    fn end(&self, terms: &Terms) -> (CommandStatus, &'static str) {
        let all = |count: usize| count == self.targets;
        if all(0) {
            (CommandStatus::Success, "NoInstancesInTag")
        } else if terms.is_cancelled && self.cancelled > 0 || all(self.cancelled) {
            (CommandStatus::Cancelled, "Cancelled")
        } else if self.errors() > terms.errors && self.failed > 0 {
            (CommandStatus::Failed, "Failed")
        } else if self.errors() > terms.errors {
            (CommandStatus::TimedOut, "ExecutionTimedOut")
        } else if all(self.undeliverable) {
            (CommandStatus::Failed, "Undeliverable")
        } else if all(self.success + self.undeliverable) {
            (CommandStatus::Success, "Success")
        } else if all(self.delivery_timed_out + self.undeliverable) {
            (CommandStatus::TimedOut, "DeliveryTimedOut")
        } else if all(self.invalid_platform + self.undeliverable) {
            (CommandStatus::Failed, "InvalidPlatform")
        } else {
            (CommandStatus::Failed, "Incomplete")
        }
    }
}

/// What answers show of the state of a command.
pub(super) struct State {
    status: CommandStatus,
    details: &'static str,
    completed: i32,
    errors: i32,
    delivery_timed_out: i32,
}

impl State {
    /// Whether the command is shown so.
    pub(super) fn is_shown(&self, command: &types::Command) -> bool {
        command.status.as_ref() == Some(&self.status)
            && command.status_details.as_deref() == Some(self.details)
            && command.completed_count == Some(self.completed)
            && command.error_count == Some(self.errors)
            && command.delivery_timed_out_count == Some(self.delivery_timed_out)
    }

    /// Has the command shown so.
    pub(super) fn show(self, command: &mut types::Command) {
        command.status = Some(self.status);
        command.status_details = Some(self.details.to_owned());
        command.completed_count = Some(self.completed);
        command.error_count = Some(self.errors);
        command.delivery_timed_out_count = Some(self.delivery_timed_out);
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Outcome, Stage, Summary, Terms};

    fn end(outcomes: &[Outcome], is_cancelled: bool, errors: usize) -> &'static str {
        let summary = Summary::of(outcomes.iter().map(|outcome| Stage::Ended(*outcome)));
        assert!(summary.is_over());
        let terms = Terms {
            delivery_timeout: Duration::ZERO,
            execution_timeout: Duration::ZERO,
            concurrency: 1,
            errors,
            is_cancelled,
        };
        summary.end(&terms).1
    }

    #[test]
    fn a_command_ends_as_its_invocations_did() {
        use Outcome::*;
        assert_eq!(end(&[], false, 0), "NoInstancesInTag");
        assert_eq!(end(&[Success, Success], false, 0), "Success");
        assert_eq!(end(&[Success, Undeliverable], false, 0), "Success");
        assert_eq!(end(&[Undeliverable], false, 0), "Undeliverable");
        assert_eq!(end(&[Success, Failed], false, 0), "Failed");
        assert_eq!(end(&[Success, Failed], false, 1), "Incomplete");
        assert_eq!(end(&[Failed, Terminated], false, 0), "Failed");
        assert_eq!(end(&[ExecutionTimedOut], false, 0), "ExecutionTimedOut");
        assert_eq!(end(&[DeliveryTimedOut], false, 0), "DeliveryTimedOut");
        assert_eq!(end(&[DeliveryTimedOut, Success], false, 0), "Incomplete");
        assert_eq!(end(&[Cancelled, Success], true, 0), "Cancelled");
        assert_eq!(end(&[Cancelled, Success], false, 0), "Incomplete");
        assert_eq!(end(&[Success], true, 0), "Success");
        assert_eq!(end(&[InvalidPlatform], false, 0), "InvalidPlatform");
    }
}
