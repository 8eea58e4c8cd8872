//! `AcknowledgeMessage`, `DeleteMessage` and `FailMessage`: a node is done with a message.

use super::message::MessageId;
use crate::model::ec2messages::operation::{
    AcknowledgeMessageRequest, AcknowledgeMessageResponse, DeleteMessageRequest, DeleteMessageResponse,
    FailMessageRequest, FailMessageResponse,
};
use crate::model::ec2messages::types::{AuthorizationFailureException, InvalidMessageIdException};
use crate::protocol::{Call, Error};
use crate::run_command;

/// Takes a message off the queue that the node has taken over.
pub(super) fn acknowledge_message(
    call: &mut Call<'_>,
    request: AcknowledgeMessageRequest,
) -> Result<AcknowledgeMessageResponse, Error> {
    let id = of_caller(call, &request.message_id)?;
    call.store.messages.remove(&id);
    Ok(AcknowledgeMessageResponse {})
}

/// Takes a message off the queue that the node has answered.
pub(super) fn delete_message(
    call: &mut Call<'_>,
    request: DeleteMessageRequest,
) -> Result<DeleteMessageResponse, Error> {
    let id = of_caller(call, &request.message_id)?;
    call.store.messages.remove(&id);
    Ok(DeleteMessageResponse {})
}

/// Takes a message off the queue that the node can do nothing with, and so fails its command.
pub(super) fn fail_message(
    call: &mut Call<'_>,
    request: FailMessageRequest,
) -> Result<FailMessageResponse, Error> {
    let id = of_caller(call, &request.message_id)?;
    call.store.messages.remove(&id);
    run_command::fail(call, &id, request.failure_type.as_str());
    Ok(FailMessageResponse {})
}

/// The id of a message that is for a node, and if a node calls for none but it.
pub(super) fn of_caller(call: &Call<'_>, id: &str) -> Result<MessageId, Error> {
    let invalid = || InvalidMessageIdException::with_message(format!("{id:?} is the id of no message"));
    let id: MessageId = id.parse().map_err(|()| invalid())?;
    if call.node.is_some_and(|caller| caller != id.instance_id) {
        let message = format!("the message is for {}, whose credentials these are not", id.instance_id);
        return Err(AuthorizationFailureException::with_message(message).into());
    }
    call.store.nodes.get(&id.instance_id).ok_or_else(invalid)?;
    Ok(id)
}
