//! What becomes of commands by itself.

use time::OffsetDateTime;

use super::command::Terms;
use super::invocation::Invocation;
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
    let Some(terms) = call.store.commands.by_id.get(id).map(|command| command.terms) else { return };
    end_what_is_due(call, id, &terms);
    send_what_may_run(call, id, &terms);
    let summary = summary(call, id);
    let next = next_deadline(call, id, &terms);
    let commands = &mut call.store.commands;
    let state = summary.state(&terms);
    let is_news = commands.by_id.get(id).is_some_and(|command| !state.is_shown(&command.shown));
    if let Some(command) = commands.by_id.get_mut(id).filter(|_| is_news) {
        state.show(&mut command.shown);
    }
    match next {
        Some(next) if !summary.is_over() => commands.running.insert(id.to_owned(), next),
        _ => {
            commands.running.remove(id);
            commands.payloads.remove(id);
        }
    }
}

fn summary(call: &Call<'_>, id: &str) -> Summary {
    Summary::of(call.store.commands.invocations_of(id).map(|invocation| invocation.stage))
}

/// Ends the invocations whose node is gone, that took too long, or that shall not begin any more.
fn end_what_is_due(call: &mut Call<'_>, id: &str, terms: &Terms) {
    let ended = call.store.commands.invocations_of(id).filter_map(|invocation| {
        let outcome = outcome(call, terms, invocation)?;
        Some((invocation.instance_id.clone(), outcome))
    });
    for (node, outcome) in ended.collect::<Vec<(String, Outcome)>>() {
        if let Some(invocation) = call.store.commands.invocation_mut(id, &node) {
            invocation.end(outcome);
            let message = invocation.message_id();
            call.store.messages.withdraw(&message);
        }
    }
    if summary(call, id).errors() > terms.errors {
        for node in waiting(call, id) {
            if let Some(invocation) = call.store.commands.invocation_mut(id, &node) {
                invocation.end(Outcome::Terminated);
            }
        }
    }
}

/// How an invocation ends now, if it does.
fn outcome(call: &Call<'_>, terms: &Terms, invocation: &Invocation) -> Option<Outcome> {
    let is_due = deadline(terms, invocation).is_some_and(|deadline| deadline <= call.now);
    match invocation.stage {
        Stage::Ended(_) => None,
        _ if call.store.nodes.get(&invocation.instance_id).is_none() => Some(Outcome::Undeliverable),
        Stage::Waiting => terms.is_cancelled.then_some(Outcome::Cancelled),
        Stage::Sent => is_due.then_some(Outcome::DeliveryTimedOut),
        Stage::Running => is_due.then_some(Outcome::ExecutionTimedOut),
        Stage::Cancelling => is_due.then_some(Outcome::Cancelled),
    }
}

/// Until when the node has to start or to be done, if it was told to.
fn deadline(terms: &Terms, invocation: &Invocation) -> Option<OffsetDateTime> {
    let start = invocation.sent?.checked_add(terms.delivery_timeout.try_into().ok()?)?;
    match invocation.stage {
        Stage::Sent => Some(start),
        Stage::Running | Stage::Cancelling => start.checked_add(terms.execution_timeout.try_into().ok()?),
        Stage::Waiting | Stage::Ended(_) => None,
    }
}

/// When the next invocation takes too long. One that can is there as long as the command is not over.
fn next_deadline(call: &Call<'_>, id: &str, terms: &Terms) -> Option<OffsetDateTime> {
    call.store.commands.invocations_of(id).filter_map(|invocation| deadline(terms, invocation)).min()
}

fn waiting(call: &Call<'_>, id: &str) -> Vec<String> {
    let waiting =
        call.store.commands.invocations_of(id).filter(|invocation| invocation.stage == Stage::Waiting);
    waiting.map(|invocation| invocation.instance_id.clone()).collect()
}

/// Puts messages in the queues of as many nodes as may run the command at a time.
fn send_what_may_run(call: &mut Call<'_>, id: &str, terms: &Terms) {
    let under_way =
        call.store.commands.invocations_of(id).filter(|invocation| invocation.stage.is_under_way()).count();
    for node in waiting(call, id).into_iter().take(terms.concurrency.saturating_sub(under_way)) {
        let payload = call.store.commands.payloads.get(id).map(ToString::to_string).unwrap_or_default();
        let Some(invocation) = call.store.commands.invocation_mut(id, &node) else { continue };
        invocation.stage = Stage::Sent;
        invocation.sent = Some(call.now);
        let message = invocation.message_id();
        messages::send(call, message, Topic::SendCommand, payload);
    }
}
