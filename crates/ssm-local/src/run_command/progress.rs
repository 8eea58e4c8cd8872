//! What becomes of commands by itself.

use time::OffsetDateTime;

use super::command::Command;
use super::invocation::Invocation;
use super::limit;
use super::stage::{Outcome, Stage};
use super::summary::Summary;
use crate::messages::{self, Topic};
use crate::protocol::Call;

/// Looks after the commands under way that something has happened to, or that have waited for long
/// enough.
pub(super) fn go_on(call: &mut Call<'_>) {
    let due = call.store.commands.running.iter().filter(|(_, due)| **due <= call.now);
    let due: Vec<String> = due.map(|(id, _)| id.clone()).collect();
    for id in &due {
        look_after(call, id);
    }
}

/// Takes notice of a node that is no longer there.
pub(crate) fn node_is_gone(call: &mut Call<'_>, node: &str) {
    let commands = &mut call.store.commands;
    let is_on_node = |id: &&String| commands.invocation(id, node).is_some();
    let concerned: Vec<String> = commands.running.keys().filter(is_on_node).cloned().collect();
    for id in &concerned {
        commands.wake(id, call.now);
    }
}

fn look_after(call: &mut Call<'_>, id: &str) {
    let Some(command) = call.store.commands.by_id.get(id).cloned() else {
        call.store.commands.running.remove(id);
        return;
    };
    end_what_is_due(call, id, &command);
    send_what_may_run(call, id, &command);
    let summary = Summary::of(call.store.commands.invocations_of(id).map(|invocation| invocation.stage));
    let shown = summary.apply(&command);
    let next = next_deadline(call, id, &command);
    let commands = &mut call.store.commands;
    if shown != command.shown
        && let Some(command) = commands.by_id.get_mut(id)
    {
        command.shown = shown;
    }
    match next {
        Some(next) if !summary.is_over() => commands.running.insert(id.to_owned(), next),
        _ => {
            commands.running.remove(id);
        }
    }
}

/// Ends the invocations whose node is gone, that took too long, or that shall not begin any more.
fn end_what_is_due(call: &mut Call<'_>, id: &str, command: &Command) {
    let ended = call.store.commands.invocations_of(id).filter_map(|invocation| {
        let outcome = outcome(call, command, invocation)?;
        Some((invocation.instance_id.clone(), outcome))
    });
    let ended: Vec<(String, Outcome)> = ended.collect();
    for (node, outcome) in ended {
        if let Some(invocation) = call.store.commands.invocation_mut(id, &node) {
            invocation.end(outcome);
            let message = invocation.message_id();
            call.store.messages.withdraw(&message);
        }
    }
    let summary = Summary::of(call.store.commands.invocations_of(id).map(|invocation| invocation.stage));
    let limit = command.shown.max_errors.as_deref().unwrap_or(limit::ERRORS);
    if summary.errors() > limit::of(limit, command.targets) {
        for node in waiting(call, id) {
            if let Some(invocation) = call.store.commands.invocation_mut(id, &node) {
                invocation.end(Outcome::Terminated);
            }
        }
    }
}

/// How an invocation ends now, if it does.
fn outcome(call: &Call<'_>, command: &Command, invocation: &Invocation) -> Option<Outcome> {
    let is_due = deadline(command, invocation).is_some_and(|deadline| deadline <= call.now);
    match invocation.stage {
        Stage::Ended(_) => None,
        _ if call.store.nodes.get(&invocation.instance_id).is_none() => Some(Outcome::Undeliverable),
        Stage::Waiting => command.is_cancelled.then_some(Outcome::Cancelled),
        Stage::Sent => is_due.then_some(Outcome::DeliveryTimedOut),
        Stage::Running => is_due.then_some(Outcome::ExecutionTimedOut),
        Stage::Cancelling => is_due.then_some(Outcome::Cancelled),
    }
}

/// Until when the node has to start or to be done, if it was told to.
fn deadline(command: &Command, invocation: &Invocation) -> Option<OffsetDateTime> {
    let start = invocation.sent?.checked_add(command.delivery_timeout.try_into().ok()?)?;
    match invocation.stage {
        Stage::Sent => Some(start),
        Stage::Running | Stage::Cancelling => start.checked_add(command.execution_timeout.try_into().ok()?),
        Stage::Waiting | Stage::Ended(_) => None,
    }
}

/// When the next invocation takes too long. One that can is there as long as the command is not over.
fn next_deadline(call: &Call<'_>, id: &str, command: &Command) -> Option<OffsetDateTime> {
    call.store.commands.invocations_of(id).filter_map(|invocation| deadline(command, invocation)).min()
}

fn waiting(call: &Call<'_>, id: &str) -> Vec<String> {
    let waiting =
        call.store.commands.invocations_of(id).filter(|invocation| invocation.stage == Stage::Waiting);
    waiting.map(|invocation| invocation.instance_id.clone()).collect()
}

/// Puts messages in the queues of as many nodes as may run the command at a time.
fn send_what_may_run(call: &mut Call<'_>, id: &str, command: &Command) {
    let limit = command.shown.max_concurrency.as_deref().unwrap_or(limit::CONCURRENCY);
    // A share of few targets is no less than one of them.
    let most = limit::of(limit, command.targets).max(1);
    let under_way =
        call.store.commands.invocations_of(id).filter(|invocation| invocation.stage.is_under_way()).count();
    for node in waiting(call, id).into_iter().take(most.saturating_sub(under_way)) {
        let Some(invocation) = call.store.commands.invocation_mut(id, &node) else { continue };
        invocation.stage = Stage::Sent;
        invocation.sent = Some(call.now);
        let message = invocation.message_id();
        messages::send(call, message, Topic::SendCommand, &command.payload);
    }
}
