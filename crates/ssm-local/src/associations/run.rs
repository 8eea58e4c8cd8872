//! What an association has nodes do: they are sent a command to look at their associations, and apply
//! what is pending by themselves. That is the one way in which an association reaches a node.

use std::collections::BTreeMap;

use awsjson_wire::Blank;

use super::association::Association;
use super::state::{FAILED, NodeState};
use super::{document, target};
use crate::model::operation::SendCommandRequest;
use crate::protocol::Call;
use crate::run_command;

/// The document that has nodes look at their associations.
const REFRESH: &str = "AWS-RefreshAssociation";

/// A command that has nodes apply an association, and its nodes.
pub(super) struct Started {
    pub(super) command_id: String,
    pub(super) nodes: Vec<String>,
}

/// Has all nodes of an association apply it in this execution, or says why that cannot be.
pub(super) fn start(
    call: &mut Call<'_>,
    association: &Association,
    execution: &str,
) -> Result<Started, String> {
    document::check_for_nodes(call, &association.latest().shown).map_err(|error| error.reason())?;
    let version = &association.latest().shown;
    // A node that is told an association's id applies it even if it just did so by its own clock. What is
    // pending it applies in any case, so it is told the id of no association.
    let ids = BTreeMap::from([("associationIds".to_owned(), vec![execution.to_owned()])]);
    let request = SendCommandRequest {
        document_name: REFRESH.to_owned(),
        comment: Some(format!("association {}", association.id)),
        parameters: Some(ids),
        targets: Some(target::of(association)),
        max_concurrency: version.max_concurrency.clone(),
        max_errors: version.max_errors.clone(),
        ..Blank::blank()
    };
    let sent = run_command::send_command(call, request).map_err(|error| error.reason())?;
    let command_id = sent.command.and_then(|command| command.command_id).unwrap_or_default();
    let nodes = run_command::nodes_of(call, &command_id).map(|(node, _, _)| node.to_owned()).collect();
    Ok(Started { command_id, nodes })
}

/// The nodes that the command will not bring to apply the association, and how they stand thereby. Those
/// that are not reached in time learn of it when they ask by themselves.
pub(super) fn failures(call: &Call<'_>, command: &str) -> Vec<(String, NodeState)> {
    let failed = run_command::nodes_of(call, command)
        .filter(|(_, _, details)| ["Failed", "Cancelled", "Terminated", "InvalidPlatform"].contains(details));
    let states = failed.map(|(node, _, details)| {
        let state = NodeState {
            status: FAILED.to_owned(),
            detailed_status: details.to_owned(),
            summary: Some(format!("the command {command} that has the node apply it came to nothing")),
            ..NodeState::pending(call.now)
        };
        (node.to_owned(), state)
    });
    states.collect()
}
