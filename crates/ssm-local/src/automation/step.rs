//! A step of an execution.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ssm_document::Setting;
use ssm_document::automation::{self, Action, Transition};
use time::{Duration, OffsetDateTime};

use super::calls::Question;
use crate::model::types::AutomationExecutionStatus;

/// One run of a step, or one that is still to come.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Step {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) action: String,
    pub(super) status: AutomationExecutionStatus,
    pub(super) started: Option<OffsetDateTime>,
    pub(super) ended: Option<OffsetDateTime>,
    pub(super) terms: Terms,
    pub(super) inputs: BTreeMap<String, String>,
    pub(super) outputs: BTreeMap<String, Value>,
    pub(super) response: Option<String>,
    pub(super) response_code: Option<String>,
    pub(super) failure: Option<Failure>,
    /// How often it was tried.
    pub(super) attempts: i64,
    /// When this attempt times out.
    pub(super) deadline: Option<OffsetDateTime>,
    pub(super) activity: Activity,
}

/// What the runbook says of a step beside its action.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Terms {
    pub(super) timeout_seconds: Option<i64>,
    pub(super) max_attempts: Option<i64>,
    pub(super) on_failure: Option<String>,
    pub(super) on_cancel: Option<String>,
    pub(super) is_end: Option<bool>,
    pub(super) is_critical: Option<bool>,
    pub(super) next_step: Option<String>,
    /// The steps that can follow.
    pub(super) valid_next_steps: Vec<String>,
}

/// Why a step failed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Failure {
    pub(super) message: String,
    /// What was under way: `InputValidation`, `Invocation`, `Verification`.
    pub(super) stage: String,
    /// The kind of failure, such as the code of an error.
    pub(super) kind: String,
    pub(super) is_time_out: bool,
    /// Whether the step is not tried again, however often it may be.
    pub(super) is_final: bool,
}

/// What a step that is under way does or waits for.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Activity {
    None,
    /// The endpoint is about to call an operation.
    Asking(Question),
    /// The endpoint calls an operation again at this time.
    AskingAgain {
        at: OffsetDateTime,
        question: Question,
    },
    Sleeping {
        until: OffsetDateTime,
    },
    /// A command that it started runs.
    Command {
        id: String,
    },
    /// An execution that it started runs.
    Automation {
        id: String,
    },
    /// People are to approve.
    Approval {
        required: usize,
        decisions: Vec<Value>,
    },
    /// Somebody is to resume.
    Paused,
}

impl Failure {
    /// Inputs that the action cannot take.
    pub(super) fn of_inputs(message: impl Into<String>) -> Self {
        Self::new("InputValidation", "InvalidInput", message)
    }

    /// What the action did or asked for failed.
    pub(super) fn of_invocation(kind: &str, message: impl Into<String>) -> Self {
        Self::new("Invocation", kind, message)
    }

    /// What came back is not what the runbook wants.
    pub(super) fn of_verification(message: impl Into<String>) -> Self {
        Self::new("Verification", "VerificationErrors", message)
    }

    pub(super) fn new(stage: &str, kind: &str, message: impl Into<String>) -> Self {
        let (stage, kind) = (stage.to_owned(), kind.to_owned());
        Self { message: message.into(), stage, kind, is_time_out: false, is_final: false }
    }

    /// Somebody decided that the step fails.
    pub(super) fn by_decision(message: impl Into<String>) -> Self {
        Self { is_final: true, ..Self::new("Invocation", "Rejected", message) }
    }

    pub(super) fn time_out(message: impl Into<String>) -> Self {
        Self { is_time_out: true, ..Self::new("Invocation", "Timeout", message) }
    }
}

impl Step {
    /// A step that is still to come.
    pub(super) fn to_come(id: String, step: &automation::Step) -> Self {
        Self {
            id,
            name: step.name.clone(),
            action: step.action.name().to_owned(),
            status: AutomationExecutionStatus::Pending,
            started: None,
            ended: None,
            terms: Terms::of(step),
            inputs: BTreeMap::new(),
            outputs: BTreeMap::new(),
            response: None,
            response_code: None,
            failure: None,
            attempts: 0,
            deadline: None,
            activity: Activity::None,
        }
    }

    /// Begins an attempt.
    pub(super) fn begin(&mut self, now: OffsetDateTime) {
        self.started.get_or_insert(now);
        self.attempts += 1;
        self.status = AutomationExecutionStatus::Inprogress;
        self.failure = None;
        let length = self.timeout_seconds().map(Duration::seconds);
        self.deadline = length.and_then(|length| now.checked_add(length));
    }

    /// After how many seconds an attempt ends and has failed.
    pub(super) fn timeout_seconds(&self) -> Option<i64> {
        self.terms.timeout_seconds.or_else(|| default_timeout(&self.action))
    }

    /// Ends it.
    pub(super) fn end(&mut self, status: AutomationExecutionStatus, now: OffsetDateTime) {
        self.status = status;
        self.ended = Some(now);
        self.activity = Activity::None;
        self.deadline = None;
    }

    pub(super) fn is_critical(&self) -> bool {
        self.terms.is_critical.unwrap_or(true)
    }

    /// When it is to be looked after, if nothing happens before.
    pub(super) fn due(&self) -> Option<OffsetDateTime> {
        let due = match self.activity {
            Activity::AskingAgain { at, .. } => Some(at),
            Activity::Sleeping { until } => Some(until),
            // It is looked for its end each time.
            Activity::Command { .. } => Some(OffsetDateTime::UNIX_EPOCH),
            _ => None,
        };
        due.into_iter().chain(self.deadline).min()
    }
}

impl Terms {
    pub(super) fn of(step: &automation::Step) -> Self {
        let number = |setting: &Option<Setting<i64>>| setting.as_ref().and_then(Setting::value).copied();
        let flag = |setting: &Option<Setting<bool>>| setting.as_ref().and_then(Setting::value).copied();
        let mut valid_next_steps: Vec<String> = step.next_step.iter().cloned().collect();
        if let Action::Branch(branch) = &step.action {
            valid_next_steps.extend(branch.choices.iter().map(|choice| choice.next_step.clone()));
            valid_next_steps.extend(branch.default.clone());
        }
        Self {
            timeout_seconds: number(&step.timeout_seconds),
            max_attempts: number(&step.max_attempts),
            on_failure: step.on_failure.as_ref().map(transition),
            on_cancel: step.on_cancel.as_ref().map(transition),
            is_end: flag(&step.is_end),
            is_critical: flag(&step.is_critical),
            next_step: step.next_step.clone(),
            valid_next_steps,
        }
    }
}

fn transition(transition: &Transition) -> String {
    match transition {
        Transition::Continue => "Continue".to_owned(),
        Transition::Step(name) => format!("step:{name}"),
        Transition::Other(text) => text.clone(),
        _ => "Abort".to_owned(),
    }
}

/// After how many seconds an attempt ends if the runbook says nothing ("Properties shared by all
/// actions" and the actions' own pages in the user guide).
fn default_timeout(action: &str) -> Option<i64> {
    match action {
        "aws:approve" => Some(604_800),
        "aws:waitForAwsResourceProperty" => Some(3600),
        _ => None,
    }
}
