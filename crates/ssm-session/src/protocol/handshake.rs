//! The handshake: what the agent asks for before data flows, and what the client answers.
//!
//! The agent sends a [`Request`] as its first message if the session needs one: for ports, for commands
//! without a terminal, and whenever the session is encrypted. The client answers with a [`Response`]; if the
//! session is encrypted the agent sends a [`Challenge`], which the client gives back under its own key. Then
//! the agent sends [`Complete`], and only then may the client send data.

mod action;
mod session_type;

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize};

pub use action::{ActionStatus, KmsResult, ProcessedAction, RequestedAction};
pub use session_type::{LOCAL_PORT_FORWARDING, PortProperties, SessionType};

use super::{PayloadError, read_json, to_json};

/// The most bytes of payload in a message that the ends in this workspace agree on: 128 KiB. Each message costs a
/// frame, an acknowledge and a turn of every task on its way, however long it is; beyond this that no longer shows.
pub const MAX_AGREED_PAYLOAD_BYTES: usize = 128 << 10;

/// What the agent asks the client to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    /// The agent's version, a [`Version`](super::Version) as text.
    #[serde(default)]
    pub agent_version: String,
    /// The actions, to be processed in this order.
    #[serde(default, deserialize_with = "or_none")]
    pub requested_client_actions: Vec<RequestedAction>,
    /// How many bytes of payload a message may have, if both ends and the service between them take more than
    /// the [usual](super::reliability::PAYLOAD_BYTES). Agents of AWS do not say it, and their clients pass it over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_payload_bytes: Option<usize>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    /// The client's version, the same as in its opening.
    #[serde(default)]
    pub client_version: String,
    /// An entry for each action.
    #[serde(default, deserialize_with = "or_none")]
    pub processed_client_actions: Vec<ProcessedAction>,
    /// One for each action that failed.
    #[serde(default)]
    pub errors: Option<Vec<String>>,
    /// How many the client wants to be the limit, at most what the agent said; nothing if it said nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_payload_bytes: Option<usize>,
}

/// The agent is ready for data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Complete {
    /// How long the handshake took, in nanoseconds.
    #[serde(default)]
    pub handshake_time_to_complete: i64,
    /// To be shown to the user unless it is empty.
    #[serde(default)]
    pub customer_message: String,
}

/// Random bytes, sealed: the payload of the challenge in both directions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Challenge {
    /// The sealed bytes in base64.
    pub challenge: String,
}

/// How many random bytes are in a [`Challenge`], before they are sealed.
pub const CHALLENGE_BYTES: usize = 64;

macro_rules! payload {
    ($type:ty, $name:literal) => {
        impl $type {
            /// The payload.
            #[must_use]
            pub fn to_json(&self) -> Bytes {
                to_json(self)
            }

            /// Reads a payload.
            ///
            /// # Errors
            ///
            /// A payload that is none.
            pub fn from_json(payload: &[u8]) -> Result<Self, PayloadError> {
                read_json($name, payload)
            }
        }
    };
}

payload!(Request, "handshake request");
payload!(Response, "handshake response");
payload!(Complete, "end of a handshake");
payload!(Challenge, "encryption challenge");

/// Peers write `null` for a list without elements.
fn or_none<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
