//! The payload that says that a message has arrived.

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::message::{CreatedDate, SCHEMA_VERSION};
use super::{ClientMessage, FIN, MessageType, PayloadError, PayloadType, SYN, read_json};

/// Says that a message with data has arrived. Peers look at the sequence number alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledge {
    /// The type of the message that arrived.
    #[serde(rename = "AcknowledgedMessageType")]
    pub message_type: MessageType,
    /// Its id.
    #[serde(rename = "AcknowledgedMessageId")]
    pub message_id: Uuid,
    /// Its sequence number.
    #[serde(rename = "AcknowledgedMessageSequenceNumber")]
    pub sequence: i64,
    /// Always true in what is known.
    #[serde(rename = "IsSequentialMessage", default)]
    pub is_sequential: bool,
}

impl Acknowledge {
    /// That this message has arrived.
    #[must_use]
    pub fn of(message: &ClientMessage) -> Self {
        Self {
            message_type: message.message_type.clone(),
            message_id: message.id,
            sequence: message.sequence,
            is_sequential: true,
        }
    }

    /// The payload.
    #[must_use]
    pub fn to_json(&self) -> Bytes {
        // By hand: there is one for each message, and nothing in it needs escaping but an unknown type.
        let message_type = serde_json::Value::from(self.message_type.as_str());
        let Self { message_id, sequence, is_sequential, .. } = self;
        Bytes::from(format!(
            "{{\"AcknowledgedMessageType\":{message_type},\"AcknowledgedMessageId\":\"{message_id}\",\
             \"AcknowledgedMessageSequenceNumber\":{sequence},\"IsSequentialMessage\":{is_sequential}}}"
        ))
    }

    /// The message that carries it.
    #[must_use]
    pub fn to_message(&self, id: Uuid, created: CreatedDate) -> ClientMessage {
        ClientMessage {
            message_type: MessageType::Acknowledge,
            schema_version: SCHEMA_VERSION,
            created,
            sequence: 0,
            flags: SYN | FIN,
            id,
            payload_type: PayloadType::Unset,
            payload: self.to_json(),
        }
    }

    /// Reads a payload.
    ///
    /// # Errors
    ///
    /// A payload that is none.
    pub fn from_json(payload: &[u8]) -> Result<Self, PayloadError> {
        read_json("acknowledge", payload)
    }
}
