//! `CancelCommand`.

use std::collections::BTreeSet;

use super::payload;
use super::stage::{Outcome, Stage};
use crate::messages::{self, Fate, MessageId, Topic};
use crate::model::operation::{CancelCommandRequest, CancelCommandResponse};
use crate::model::types::{DuplicateInstanceId, InvalidCommandId, InvalidInstanceId};
use crate::protocol::{Call, Error};

/// Stops a command on some nodes or on all of them. Where it is over nothing happens.
pub(crate) fn cancel_command(
    call: &mut Call<'_>,
    request: CancelCommandRequest,
) -> Result<CancelCommandResponse, Error> {
    let id = request.command_id;
    let nodes = request.instance_ids.unwrap_or_default();
    let mut seen = BTreeSet::new();
    if let Some(twice) = nodes.iter().find(|node| !seen.insert(*node)) {
        return Err(Error::from(DuplicateInstanceId {}).explained(format!("{twice} is named twice")));
    }
    let commands = &mut call.store.commands;
    if !commands.by_id.contains(&id) {
        return Err(unknown(&id));
    }
    if let Some(node) = nodes.iter().find(|node| commands.invocation(&id, node).is_none()) {
        let message = format!("the command {id} is not for {node}");
        return Err(InvalidInstanceId::with_message(message).into());
    }
    let is_over = !commands.running.contains(&id);
    if is_over {
        return Ok(CancelCommandResponse {});
    }
    if nodes.is_empty()
        && let Some(command) = commands.by_id.get_mut(&id)
    {
        command.terms.is_cancelled = true;
    }
    let all = commands.invocations_of(&id).map(|invocation| invocation.instance_id.clone());
    let chosen = all.filter(|node| nodes.is_empty() || nodes.contains(node));
    for node in chosen.collect::<Vec<String>>() {
        cancel_on(call, &id, &node);
    }
    call.store.commands.wake(&id, call.now);
    Ok(CancelCommandResponse {})
}

/// That there is no such command.
pub(super) fn unknown(id: &str) -> Error {
    Error::from(InvalidCommandId {}).explained(format!("there is no command {id}"))
}

fn cancel_on(call: &mut Call<'_>, id: &str, node: &str) {
    let Some(invocation) = call.store.commands.invocation(id, node) else { return };
    let command_message = invocation.message_id();
    let next = match invocation.stage {
        Stage::Waiting => Stage::Ended(Outcome::Cancelled),
        Stage::Sent if call.store.messages.withdraw(&command_message) == Fate::Unseen => {
            Stage::Ended(Outcome::Cancelled)
        }
        Stage::Sent | Stage::Running => Stage::Cancelling,
        Stage::Cancelling | Stage::Ended(_) => return,
    };
    if next == Stage::Cancelling {
        let message = MessageId { command_id: call.ids.uuid(), instance_id: node.to_owned() };
        messages::send(call, message, Topic::CancelCommand, payload::cancel_command(&command_message));
    }
    if let Some(invocation) = call.store.commands.invocation_mut(id, node) {
        invocation.stage = next;
    }
}
