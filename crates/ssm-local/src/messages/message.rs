//! What is in the queue.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::digest;
use crate::model::ec2messages::types;
use crate::timestamp::milliseconds;

/// A message that waits for a node.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Message {
    pub(super) id: MessageId,
    topic: String,
    payload: String,
    created: OffsetDateTime,
    /// None as long as the node can get it.
    pub(super) hidden_until: Option<OffsetDateTime>,
    /// Whether the node got it once.
    pub(super) was_seen: bool,
}

/// What a message is about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Topic {
    SendCommand,
    CancelCommand,
}

/// The id of a message, such as `aws.ssm.2b196342-d7d4-436e-8f09-3883a1116ac3.i-0123456789abcdef0`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MessageId {
    pub(crate) command_id: String,
    pub(crate) instance_id: String,
}

impl Message {
    pub(super) fn new(
        id: MessageId,
        topic: Topic,
        region: &str,
        payload: String,
        now: OffsetDateTime,
    ) -> Self {
        let name = match topic {
            Topic::SendCommand => "sendCommand",
            Topic::CancelCommand => "cancelCommand",
        };
        let topic = format!("aws.ssm.{name}.{}.1", region.replace('-', "."));
        Self { id, topic, payload, created: now, hidden_until: None, was_seen: false }
    }

    pub(super) fn topic(&self) -> &str {
        &self.topic
    }

    pub(super) fn payload(&self) -> &str {
        &self.payload
    }

    /// The message as it goes to the node.
    pub(super) fn shown(&self) -> types::Message {
        types::Message {
            created_date: Some(milliseconds(self.created)),
            destination: Some(self.id.instance_id.clone()),
            message_id: Some(self.id.to_string()),
            next_token: None,
            payload: Some(self.payload.clone()),
            payload_digest: Some(digest::sha256(self.payload.as_bytes())),
            topic: Some(self.topic.clone()),
        }
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "aws.ssm.{}.{}", self.command_id, self.instance_id)
    }
}

impl FromStr for MessageId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (command_id, instance_id) =
            text.strip_prefix("aws.ssm.").and_then(|rest| rest.split_once('.')).ok_or(())?;
        Ok(Self { command_id: command_id.to_owned(), instance_id: instance_id.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::MessageId;

    #[test]
    fn ids_are_read_as_they_are_written() {
        let text = "aws.ssm.2b196342-d7d4-436e-8f09-3883a1116ac3.mi-0123456789abcdef0";
        let id: MessageId = text.parse().unwrap();
        assert_eq!(id.command_id, "2b196342-d7d4-436e-8f09-3883a1116ac3");
        assert_eq!(id.instance_id, "mi-0123456789abcdef0");
        assert_eq!(id.to_string(), text);
        for other in ["", "aws.ssm.", "aws.ssm.command", "2b196342.i-01234567"] {
            assert_eq!(other.parse::<MessageId>(), Err(()), "{other}");
        }
    }
}
