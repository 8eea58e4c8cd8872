//! What steps do: one file for each kind of action.

mod approve;
mod aws_api;
mod branch;
mod create_tags;
mod execute_automation;
mod run_command;
mod sleep;
mod update_variable;

use std::collections::BTreeMap;

use serde_json::Value;
use ssm_document::automation::{self, Action};
use time::OffsetDateTime;

use super::calls::{Purpose, Question};
use super::execution::Execution;
use super::outputs;
use super::step::{Activity, Failure, Step};
use crate::protocol::Call;

pub(super) use approve::{decide, resume};

/// What became of a step.
pub(super) enum Outcome {
    /// It does this, or waits for it.
    Busy(Activity),
    /// It succeeded; the step to go to, if it says so.
    Done { jump: Option<String> },
    /// It failed.
    Failed(Failure),
}

impl Outcome {
    fn done() -> Self {
        Self::Done { jump: None }
    }
}

impl From<Result<Self, Failure>> for Outcome {
    fn from(result: Result<Self, Failure>) -> Self {
        result.unwrap_or_else(Self::Failed)
    }
}

/// Begins an attempt of the step under way, whose references are resolved.
pub(super) fn begin(call: &mut Call<'_>, execution: &mut Execution, step: &automation::Step) -> Outcome {
    let result = match &step.action {
        Action::Approve(approve) => approve::begin(approve),
        Action::AssertAwsResourceProperty(assertion) => aws_api::assert_property(step, assertion),
        Action::Branch(branch) => branch::choose(branch),
        Action::CreateTags(inputs) if create_tags::is_possible(inputs) => create_tags::begin(inputs),
        Action::ExecuteAutomation(inputs) => execute_automation::begin(call, execution, inputs),
        Action::ExecuteAwsApi(inputs) => aws_api::execute(step, inputs),
        Action::Pause(_) => Ok(Outcome::Busy(Activity::Paused)),
        Action::RunCommand(inputs) => run_command::begin(inputs, &step.action),
        Action::Sleep(sleep) => sleep::begin(sleep, call.now),
        Action::UpdateVariable(update) => update_variable::update(execution, update),
        Action::WaitForAwsResourceProperty(wait) => aws_api::wait_for_property(step, wait),
        other => Err(Failure::of_invocation("UnsupportedAction", unsupported(other))),
    };
    result.into()
}

/// Why an action cannot be done here.
fn unsupported(action: &Action) -> String {
    let service = match action {
        Action::ChangeInstanceState(_)
        | Action::CopyImage(_)
        | Action::CreateImage(_)
        | Action::CreateTags(_)
        | Action::DeleteImage(_)
        | Action::RunInstances(_) => "EC2",
        Action::CreateStack(_) | Action::DeleteStack(_) => "CloudFormation",
        Action::ExecuteStateMachine(_) => "Step Functions",
        Action::InvokeLambdaFunction(_) => "Lambda",
        Action::InvokeWebhook(_) => "webhook",
        Action::ExecuteScript(_) => {
            return "aws:executeScript cannot be done: this endpoint has no place where scripts of \
                    automations run; aws:runCommand runs them on nodes"
                .to_owned();
        }
        other => return format!("this endpoint does not run the action {}", other.name()),
    };
    format!("{} cannot be done: there is no {service} service at this endpoint", action.name())
}

/// The inputs of a step as answers show them: each as JSON.
pub(super) fn shown_inputs(step: &automation::Step) -> BTreeMap<String, String> {
    let inputs = step.action.inputs();
    let inputs = inputs.as_map().into_iter().flat_map(ssm_document::Map::iter);
    inputs.map(|(name, value)| (name.to_owned(), value.to_json())).collect()
}

/// Looks after a step that is due, or whose execution was woken.
pub(super) fn look(call: &mut Call<'_>, step: &mut Step) -> Option<Outcome> {
    match &step.activity {
        Activity::Sleeping { until } => (*until <= call.now).then(Outcome::done),
        Activity::AskingAgain { at, question } if *at <= call.now => {
            Some(Outcome::Busy(Activity::Asking(question.clone())))
        }
        Activity::Command { id } => {
            let id = id.clone();
            run_command::look(call, step, &id)
        }
        Activity::Automation { id } => {
            let id = id.clone();
            execute_automation::look(call, step, &id)
        }
        _ => None,
    }
}

/// Takes the answer to a question of a step.
pub(super) fn answered(step: &mut Step, question: Question, answer: Value, now: OffsetDateTime) -> Outcome {
    match &question.purpose {
        Purpose::Execute { outputs } => {
            outputs::pick(step, outputs, &answer).map(|()| Outcome::done()).into()
        }
        Purpose::Property { selector, desired, outputs, is_awaited } => {
            let found = aws_api::check_property(step, selector, desired, outputs, &answer);
            match found {
                Err(failure) if *is_awaited && failure.stage == "Verification" => {
                    Outcome::Busy(Activity::AskingAgain { at: now + aws_api::INTERVAL, question })
                }
                found => found.into(),
            }
        }
        Purpose::CommandStarted => run_command::started(step, &answer),
    }
}

/// Stops what a step that is cancelled or timed out has under way.
pub(super) fn give_up(call: &mut Call<'_>, execution_id: &str, step: &Step) {
    let asker = (execution_id.to_owned(), step.id.clone());
    call.store.automations.calls.remove(&asker);
    match &step.activity {
        Activity::Automation { id } => super::stop::cancel(call, id),
        Activity::Command { id } => {
            // Nobody waits for the answer, which therefore is for no step.
            let asker = (execution_id.to_owned(), format!("{} gives up", step.id));
            call.store.automations.calls.insert(asker, run_command::cancellation(id));
        }
        _ => {}
    }
}
