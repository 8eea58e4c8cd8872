//! An execution.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;

use super::rate::Rate;
use super::step::Step;
use crate::model::types::{AlarmConfiguration, AutomationExecutionStatus, ExecutionMode};

/// One run of a runbook.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Execution {
    pub(super) id: String,
    pub(super) document_name: String,
    pub(super) document_version: String,
    /// The runbook in JSON, as it was when the execution started.
    pub(super) runbook: String,
    pub(super) started: OffsetDateTime,
    pub(super) ended: Option<OffsetDateTime>,
    pub(super) status: AutomationExecutionStatus,
    /// The parameters that were given.
    pub(super) arguments: BTreeMap<String, Vec<String>>,
    /// All parameters, as answers show them.
    pub(super) parameters: BTreeMap<String, Vec<String>>,
    pub(super) variables: BTreeMap<String, Value>,
    pub(super) outputs: BTreeMap<String, Vec<String>>,
    pub(super) failure_message: Option<String>,
    pub(super) mode: ExecutionMode,
    pub(super) executed_by: String,
    pub(super) alarm_configuration: Option<AlarmConfiguration>,
    pub(super) parent: Option<String>,
    /// How many executions it is under.
    pub(super) depth: usize,
    /// The target, of a child for one target.
    pub(super) target: Option<String>,
    /// The targets, if there are any; then it has children and no steps of its own.
    pub(super) rate: Option<Rate>,
    /// The steps in the order of the runbook, then those that ran again.
    pub(super) steps: Vec<Step>,
    pub(super) next: Next,
    /// How it will end though steps that can follow are still to come.
    pub(super) verdict: Verdict,
}

/// What an execution does next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Next {
    /// It begins this step.
    Begin(String),
    /// It waits for a signal to begin a step; by itself it would be this one.
    AwaitStart(Option<String>),
    /// It is in the step at this place of the list.
    Within(usize),
    /// It ends.
    End,
}

/// How an execution will end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Verdict {
    Success,
    Failed,
    TimedOut,
    Cancelled,
    /// As the steps until now have it, and without further ones.
    Completing {
        has_failed: bool,
    },
}

impl Verdict {
    pub(super) fn status(self) -> AutomationExecutionStatus {
        match self {
            Self::Success | Self::Completing { has_failed: false } => AutomationExecutionStatus::Success,
            Self::Failed | Self::Completing { has_failed: true } => AutomationExecutionStatus::Failed,
            Self::TimedOut => AutomationExecutionStatus::Timedout,
            Self::Cancelled => AutomationExecutionStatus::Cancelled,
        }
    }

    /// A critical step failed.
    pub(super) fn failed(&mut self) {
        match self {
            Self::Success => *self = Self::Failed,
            Self::Completing { has_failed } => *has_failed = true,
            Self::Failed | Self::TimedOut | Self::Cancelled => {}
        }
    }
}

impl Execution {
    pub(super) fn is_over(&self) -> bool {
        self.ended.is_some()
    }

    /// The step that it is in.
    pub(super) fn current(&self) -> Option<&Step> {
        match self.next {
            Next::Within(index) => self.steps.get(index),
            _ => None,
        }
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut Step> {
        match self.next {
            Next::Within(index) => self.steps.get_mut(index),
            _ => None,
        }
    }

    /// The latest run of the step of this name.
    pub(super) fn latest(&self, name: &str) -> Option<&Step> {
        self.steps.iter().rev().find(|step| step.name == name)
    }
}
