//! What an association starts on nodes: the seam to Run Command, whose queue leads to them.

use awsjson_wire::Blank;

use super::association::Association;
use super::state::{FAILED, IN_PROGRESS, NodeState, PENDING, SUCCESS};
use super::target;
use crate::model::operation::SendCommandRequest;
use crate::model::types::CommandInvocationStatus as Status;
use crate::protocol::Call;
use crate::run_command;

/// A command that applies an association, and its nodes.
pub(super) struct Started {
    pub(super) command_id: String,
    pub(super) nodes: Vec<String>,
}

/// Applies an association to all its nodes, or says why that cannot be.
pub(super) fn start(call: &mut Call<'_>, association: &Association) -> Result<Started, String> {
    let version = association.latest().shown.clone();
    let place = version.output_location.and_then(|location| location.s3_location).unwrap_or_default();
    let request = SendCommandRequest {
        document_name: version.name.unwrap_or_default(),
        document_version: version.document_version,
        parameters: Some(version.parameters),
        targets: Some(target::of(association)),
        max_concurrency: version.max_concurrency,
        max_errors: version.max_errors,
        output_s3_region: place.output_s3_region,
        output_s3_bucket_name: place.output_s3_bucket_name,
        output_s3_key_prefix: place.output_s3_key_prefix,
        ..Blank::blank()
    };
    let sent = run_command::send_command(call, request).map_err(|error| error.reason())?;
    let command_id = sent.command.and_then(|command| command.command_id).unwrap_or_default();
    let nodes = run_command::nodes_of(call, &command_id).map(|(node, _, _)| node.to_owned()).collect();
    Ok(Started { command_id, nodes })
}

/// How the nodes of a command stand, in the terms of associations.
pub(super) fn states(call: &Call<'_>, command: &str) -> Vec<(String, NodeState)> {
    let nodes = run_command::nodes_of(call, command);
    let states = nodes.map(|(node, status, details)| {
        let simple = match status {
            Status::Success => SUCCESS,
            Status::Pending | Status::Delayed => PENDING,
            Status::InProgress | Status::Cancelling => IN_PROGRESS,
            _ => FAILED,
        };
        let detailed_status = if simple == PENDING { PENDING } else { details };
        let state = NodeState {
            status: simple.to_owned(),
            detailed_status: detailed_status.to_owned(),
            ..NodeState::pending(call.now)
        };
        (node.to_owned(), state)
    });
    states.collect()
}
