//! What becomes of executions by themselves.

use super::action::{self, Outcome};
use super::execution::{Execution, Next, Verdict};
use super::step::{Activity, Failure, Step};
use super::{outputs, rate, resolve};
use crate::model::types::{AutomationExecutionStatus as Status, ExecutionMode};
use crate::protocol::Call;

/// How many attempts of steps an execution makes before others have their turn.
const STEPS_AT_ONCE: usize = 50;

/// How often executions that are due, or become so by what others do, have their turn at once.
const ROUNDS: usize = 20;

/// How many attempts at steps an execution may make. What jumps in circles ends by it.
const MAXIMUM_ATTEMPTS: i64 = 1000;

/// Has executions go on that are due.
pub(super) fn go_on(call: &mut Call<'_>) {
    for _ in 0..ROUNDS {
        let mut has_moved = false;
        for id in call.store.automations.due(call.now) {
            // One that another one has stopped meanwhile is over.
            let execution = call.store.automations.get(&id).cloned();
            if let Some(execution) = execution.filter(|execution| !execution.is_over()) {
                has_moved |= look_after(call, execution);
            }
        }
        if !has_moved {
            return;
        }
    }
}

/// Has an execution go on that is due, and says whether it has.
fn look_after(call: &mut Call<'_>, mut execution: Execution) -> bool {
    match due_outcome(call, &mut execution) {
        Some(outcome) => settle(call, &mut execution, outcome),
        None if execution.current().is_some() => return false,
        None => {}
    }
    put_back(call, execution);
    true
}

/// What became of the step under way, if anything did.
fn due_outcome(call: &mut Call<'_>, execution: &mut Execution) -> Option<Outcome> {
    let now = call.now;
    let step = execution.current()?;
    if step.deadline.is_some_and(|deadline| deadline <= now) {
        let seconds = step.timeout_seconds().unwrap_or_default();
        let (id, step) = (execution.id.clone(), step.clone());
        action::give_up(call, &id, &step);
        let message = format!("the step did not end within {seconds} seconds");
        return Some(Outcome::Failed(Failure::time_out(message)));
    }
    action::look(call, execution.current_mut()?)
}

/// Has an execution go on as far as it can, and puts it back.
pub(super) fn put_back(call: &mut Call<'_>, mut execution: Execution) {
    let mut is_halted = false;
    if execution.rate.is_some() {
        rate::go_on(call, &mut execution);
    } else {
        is_halted = !run(call, &mut execution);
    }
    execution.status = status(&execution);
    let due = match is_halted {
        true => Some(call.now),
        false => execution.current().and_then(Step::due),
    };
    let parent = execution.parent.clone().filter(|_| execution.is_over());
    call.store.automations.put(execution, due);
    if let Some(parent) = parent {
        call.store.automations.wake(&parent, call.now);
    }
}

/// Begins steps until one takes time or there are none. Says whether it came so far.
fn run(call: &mut Call<'_>, execution: &mut Execution) -> bool {
    for _ in 0..STEPS_AT_ONCE {
        match execution.next.clone() {
            Next::Begin(name) => begin(call, execution, &name),
            Next::End => {
                end(call, execution);
                return true;
            }
            Next::Within(_) | Next::AwaitStart(_) => return true,
        }
    }
    false
}

fn status(execution: &Execution) -> Status {
    if execution.is_over() {
        return execution.verdict.status();
    }
    match (&execution.next, execution.current()) {
        (Next::AwaitStart(_), _) => Status::Waiting,
        (_, Some(step)) if step.status == Status::Waiting => Status::Waiting,
        _ if execution.verdict == Verdict::Cancelled => Status::Cancelling,
        _ => Status::Inprogress,
    }
}

fn begin(call: &mut Call<'_>, execution: &mut Execution, name: &str) {
    if is_exhausted(execution) {
        let message = format!("the execution made {MAXIMUM_ATTEMPTS} attempts at steps");
        return abort(execution, Verdict::Failed, message);
    }
    let is_next = |step: &Step| step.name == name && step.status == Status::Pending;
    let index = match execution.steps.iter().position(is_next) {
        Some(index) => index,
        None => match again(call, execution, name) {
            Some(step) => {
                execution.steps.push(step);
                execution.steps.len() - 1
            }
            None => {
                let message = format!("the runbook has no step {name:?}");
                return abort(execution, Verdict::Failed, message);
            }
        },
    };
    execution.next = Next::Within(index);
    let outcome = match resolve::step(call, execution, name) {
        Ok(bound) => {
            if let Some(step) = execution.current_mut() {
                step.terms = super::step::Terms::of(&bound);
                step.inputs = action::shown_inputs(&bound);
                step.begin(call.now);
            }
            action::begin(call, execution, &bound)
        }
        Err(failure) => {
            if let Some(step) = execution.current_mut() {
                step.begin(call.now);
            }
            Outcome::Failed(failure)
        }
    };
    settle(call, execution, outcome);
}

fn is_exhausted(execution: &Execution) -> bool {
    execution.steps.iter().fold(0, |sum: i64, step| sum.saturating_add(step.attempts)) >= MAXIMUM_ATTEMPTS
}

/// A further run of a step.
fn again(call: &mut Call<'_>, execution: &Execution, name: &str) -> Option<Step> {
    let before = execution.latest(name)?;
    Some(Step {
        id: call.ids.uuid(),
        status: Status::Pending,
        started: None,
        ended: None,
        inputs: Default::default(),
        outputs: Default::default(),
        response: None,
        response_code: None,
        failure: None,
        attempts: 0,
        deadline: None,
        activity: Activity::None,
        ..before.clone()
    })
}

/// Takes what became of the step under way.
pub(super) fn settle(call: &mut Call<'_>, execution: &mut Execution, outcome: Outcome) {
    let (id, now) = (execution.id.clone(), call.now);
    let is_exhausted = is_exhausted(execution);
    let Some(step) = execution.current_mut() else { return };
    match outcome {
        Outcome::Busy(activity) => {
            if let Activity::Asking(question) = &activity {
                call.store.automations.calls.insert((id, step.id.clone()), question.call.clone());
            }
            let waits = matches!(activity, Activity::Approval { .. } | Activity::Paused);
            step.status = if waits { Status::Waiting } else { Status::Inprogress };
            step.activity = activity;
        }
        Outcome::Done { jump } => {
            step.end(Status::Success, now);
            execution.next = following(execution, jump);
        }
        Outcome::Failed(failure) => {
            step.failure = Some(failure.clone());
            let is_last = failure.is_final || is_exhausted;
            if !is_last && step.attempts < step.terms.max_attempts.unwrap_or(1) {
                step.status = Status::Pending;
                step.activity = Activity::None;
                execution.next = Next::Begin(step.name.clone());
                return;
            }
            step.end(if failure.is_time_out { Status::Timedout } else { Status::Failed }, now);
            fail(execution, &failure);
        }
    }
}

/// Has an execution go on after the step under way failed.
fn fail(execution: &mut Execution, failure: &Failure) {
    let Some(step) = execution.current() else { return };
    let message = format!("the step {} failed: {}", step.name, failure.message);
    let (is_critical, on_failure) = (step.is_critical(), step.terms.on_failure.clone());
    if is_critical {
        execution.verdict.failed();
        execution.failure_message.get_or_insert(message.clone());
    }
    match on_failure.as_deref() {
        Some(step) if step.starts_with("step:") => {
            let jump = step["step:".len()..].trim().to_owned();
            execution.next = following(execution, Some(jump));
        }
        Some(text) if text.eq_ignore_ascii_case("Continue") => execution.next = following(execution, None),
        _ => {
            let verdict = if failure.is_time_out { Verdict::TimedOut } else { Verdict::Failed };
            abort(execution, verdict, message);
        }
    }
}

fn abort(execution: &mut Execution, verdict: Verdict, message: String) {
    if execution.verdict != Verdict::Cancelled {
        execution.verdict = verdict;
    }
    execution.failure_message.get_or_insert(message);
    execution.next = Next::End;
}

/// What follows the step under way.
fn following(execution: &Execution, jump: Option<String>) -> Next {
    let (Next::Within(index), Some(step)) = (&execution.next, execution.current()) else { return Next::End };
    if matches!(execution.verdict, Verdict::Completing { .. }) {
        return Next::End;
    }
    let terms = &step.terms;
    let by_order = || {
        let place = execution.steps[..=*index].iter().position(|earlier| earlier.name == step.name)?;
        let next = execution.steps.get(place + 1)?;
        let is_original = !execution.steps[..=place].iter().any(|earlier| earlier.name == next.name);
        is_original.then(|| next.name.clone())
    };
    let name = match jump {
        Some(name) => Some(name),
        None if terms.is_end == Some(true) => None,
        None => terms.next_step.clone().or_else(by_order),
    };
    match name {
        None => Next::End,
        name if execution.mode == ExecutionMode::Interactive => Next::AwaitStart(name),
        Some(name) => Next::Begin(name),
    }
}

/// Cancels the step under way, and the execution unless a step is to run for it.
pub(super) fn cancel(call: &mut Call<'_>, execution: &mut Execution) {
    execution.verdict = Verdict::Cancelled;
    let (id, now) = (execution.id.clone(), call.now);
    let on_cancel = match execution.current_mut() {
        Some(step) => {
            let before = step.clone();
            step.end(Status::Cancelled, now);
            action::give_up(call, &id, &before);
            before.terms.on_cancel
        }
        None => None,
    };
    let jump = on_cancel.as_deref().and_then(|text| text.strip_prefix("step:"));
    execution.next = match jump {
        Some(name) => Next::Begin(name.trim().to_owned()),
        None => Next::End,
    };
}

/// Ends the step under way. An execution whose steps are started one by one waits for the next signal;
/// for another one the step has failed.
pub(super) fn stop_step(call: &mut Call<'_>, execution: &mut Execution) {
    let (id, now) = (execution.id.clone(), call.now);
    let Some(step) = execution.current_mut() else { return };
    let before = step.clone();
    step.end(Status::Cancelled, now);
    action::give_up(call, &id, &before);
    if execution.mode == ExecutionMode::Interactive {
        execution.next = following(execution, None);
    } else {
        fail(execution, &Failure::of_invocation("Cancelled", "it was stopped"));
    }
}

/// Ends an execution.
pub(super) fn end(call: &Call<'_>, execution: &mut Execution) {
    execution.ended = Some(call.now);
    execution.outputs = outputs::of_execution(execution);
}
