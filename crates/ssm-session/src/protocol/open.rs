//! The text that opens a data channel: the first frame on a new socket, and the only one of text.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{PayloadError, read_json};

/// The only version of the text.
pub const SCHEMA_VERSION: &str = "1.0";

/// What an end says when it opens a data channel. Clients give [`client_version`](Self::client_version),
/// agents [`client_instance_id`](Self::client_instance_id). There is no answer to it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OpenDataChannel {
    /// [`SCHEMA_VERSION`].
    pub message_schema_version: String,
    /// Names this opening: another one for each.
    pub request_id: String,
    /// The token of StartSession, or of the last ResumeSession. A secret.
    pub token_value: String,
    /// Names the end: the same over all its openings.
    pub client_id: String,
    /// Of clients: their version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_version: Option<String>,
    /// Of agents: their node.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_instance_id: Option<String>,
}

impl OpenDataChannel {
    /// A client's opening.
    #[must_use]
    pub fn of_client(request_id: Uuid, client_id: Uuid, token: impl Into<String>, version: &str) -> Self {
        Self { client_version: Some(version.to_owned()), ..Self::bare(request_id, client_id, token.into()) }
    }

    /// An agent's opening.
    #[must_use]
    pub fn of_agent(request_id: Uuid, client_id: Uuid, token: impl Into<String>, instance_id: &str) -> Self {
        Self {
            client_instance_id: Some(instance_id.to_owned()),
            ..Self::bare(request_id, client_id, token.into())
        }
    }

    fn bare(request_id: Uuid, client_id: Uuid, token_value: String) -> Self {
        Self {
            message_schema_version: SCHEMA_VERSION.to_owned(),
            request_id: request_id.to_string(),
            token_value,
            client_id: client_id.to_string(),
            client_version: None,
            client_instance_id: None,
        }
    }

    /// The text. It holds the token.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the text.
    ///
    /// # Errors
    ///
    /// A text that opens nothing.
    pub fn from_json(text: &[u8]) -> Result<Self, PayloadError> {
        read_json("opening of a data channel", text)
    }
}

/// The token stays unseen.
impl fmt::Debug for OpenDataChannel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenDataChannel")
            .field("request_id", &self.request_id)
            .field("client_id", &self.client_id)
            .field("client_version", &self.client_version)
            .field("client_instance_id", &self.client_instance_id)
            .finish_non_exhaustive()
    }
}
