//! `SendReply`: how far a node has come with a command.

use super::acknowledge::of_caller;
use crate::model::ec2messages::operation::{SendReplyRequest, SendReplyResponse};
use crate::model::ec2messages::types::ReplyStatus;
use crate::protocol::{Call, Error};
use crate::{nodes, run_command};

/// Hands a reply to the capability that the message was of. One about a command that is over, or is
/// none, as after a cancel message, changes nothing.
pub(super) fn send_reply(call: &mut Call<'_>, request: SendReplyRequest) -> Result<SendReplyResponse, Error> {
    let id = of_caller(call, &request.message_id)?;
    let reply = run_command::Reply::parse(&request.payload)
        .map_err(|error| Error::validation(format!("the Payload is no reply of an agent: {error}")))?;
    nodes::heard_of(call, &id.instance_id);
    let is_news = run_command::take_reply(call, &id, reply);
    Ok(SendReplyResponse {
        description: None,
        message_id: Some(request.message_id),
        reply_id: Some(request.reply_id),
        reply_status: Some(if is_news { ReplyStatus::Acknowledged } else { ReplyStatus::NoActionTaken }),
    })
}
