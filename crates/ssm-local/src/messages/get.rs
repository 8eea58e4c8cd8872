//! `GetMessages`: the long poll of a node.

use std::time::Duration;

use crate::model::ec2messages::operation::{GetMessagesRequest, GetMessagesResponse};
use crate::model::ec2messages::types::{AuthorizationFailureException, InvalidDestinationException};
use crate::nodes;
use crate::protocol::{Call, Error, Patience};

/// How many messages are given at a time.
const MOST: usize = 10;

/// How long messages are hidden from the next poll unless the request says it; the agent says so too.
const VISIBILITY_TIMEOUT: Duration = Duration::from_secs(10);

/// The longest time that they may be.
const LONGEST_TIMEOUT: Duration = Duration::from_secs(12 * 60 * 60);

/// Answers the messages of a node, or waits for some. A poll is also a sign of life.
pub(super) fn get_messages(
    call: &mut Call<'_>,
    request: &GetMessagesRequest,
    patience: Patience,
) -> Result<Option<GetMessagesResponse>, Error> {
    let node = request.destination.as_str();
    if call.node.is_some_and(|caller| caller != node) {
        let message = format!("the credentials are not those of {node}");
        return Err(AuthorizationFailureException::with_message(message).into());
    }
    if call.store.nodes.get(node).is_none() {
        let message = format!("{node} is no managed node");
        return Err(InvalidDestinationException::with_message(message).into());
    }
    nodes::heard_of(call, node);
    let timeout = request.visibility_timeout_in_seconds.and_then(|seconds| u64::try_from(seconds).ok());
    let timeout = timeout.map_or(VISIBILITY_TIMEOUT, Duration::from_secs).min(LONGEST_TIMEOUT);
    let taken = call.store.messages.take(node, MOST, call.now + timeout);
    if taken.is_empty() && patience == Patience::Left {
        return Ok(None);
    }
    Ok(Some(GetMessagesResponse {
        destination: Some(node.to_owned()),
        messages: taken.iter().map(|message| message.shown()).collect(),
        messages_request_id: Some(request.messages_request_id.clone()),
    }))
}
