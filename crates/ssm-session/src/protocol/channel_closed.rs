//! The service's last word.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::{PayloadError, read_json};

/// The payload of [`MessageType::ChannelClosed`](super::MessageType::ChannelClosed). What the service
/// leaves out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ChannelClosed {
    /// The message's name.
    pub message_id: String,
    /// When it was made, as text.
    pub created_date: String,
    /// Whom it is for.
    pub destination_id: String,
    /// The session that ended.
    pub session_id: String,
    /// `channel_closed`.
    pub message_type: String,
    /// 1.
    pub schema_version: i64,
    /// Why, for a person to read; often empty.
    pub output: String,
}

impl ChannelClosed {
    /// The payload.
    #[must_use]
    pub fn to_json(&self) -> Bytes {
        super::to_json(self)
    }

    /// Reads a payload.
    ///
    /// # Errors
    ///
    /// A payload that is none.
    pub fn from_json(payload: &[u8]) -> Result<Self, PayloadError> {
        read_json("end of a channel", payload)
    }
}
