//! Operations of the endpoint that steps call.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::action::{self, Outcome};
use super::collection::Asker;
use super::progress;
use super::step::{Activity, Failure};
use crate::protocol::{Call, Error, OwnCall};

/// An operation to call, and what its answer is for.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Question {
    pub(super) call: OwnCall,
    pub(super) purpose: Purpose,
}

/// What an answer is for.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// `aws:executeAwsApi`: outputs are picked from it.
    Execute { outputs: Vec<Output> },
    /// A property must have one of these values.
    Property { selector: String, desired: Vec<Value>, outputs: Vec<Output>, is_awaited: bool },
    /// It tells the id of the command that was started.
    CommandStarted,
}

/// An output to pick from an answer.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Output {
    pub(super) name: String,
    pub(super) selector: String,
    pub(super) kind: String,
}

/// The next operation to call, and for whom.
pub(super) fn next(call: &Call<'_>) -> Option<(Asker, OwnCall)> {
    call.store.automations.calls.iter().next().map(|(asker, own)| (asker.clone(), own.clone()))
}

/// Takes the answer to the operation that was called.
pub(super) fn answered(call: &mut Call<'_>, asker: Asker, answer: Result<Vec<u8>, Error>) {
    call.store.automations.calls.remove(&asker);
    let (execution_id, step_id) = asker;
    let Some(mut execution) = call.store.automations.get(&execution_id).cloned() else { return };
    let Some(step) = execution.current_mut().filter(|step| step.id == step_id) else { return };
    let Activity::Asking(question) = std::mem::replace(&mut step.activity, Activity::None) else {
        return;
    };
    let outcome = match answer {
        Ok(body) => {
            let body = serde_json::from_slice(&body).unwrap_or_default();
            action::answered(step, question, body, call.now)
        }
        Err(error) => Outcome::Failed(Failure::of_invocation(
            error.code(),
            format!("{} failed: {}: {}", question.call.operation, error.code(), error.message()),
        )),
    };
    progress::settle(call, &mut execution, outcome);
    progress::put_back(call, execution);
}
