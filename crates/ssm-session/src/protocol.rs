//! The data channel's protocol, without input or output.
//!
//! Everything here takes bytes, gives bytes and is told what time it is. No socket, no timer and no
//! runtime: the same code serves both ends of a session, and tests let years pass in a millisecond.
//!
//! - [`ClientMessage`]: the frames, and in them [`MessageType`], [`PayloadType`] and the payloads:
//!   [`Acknowledge`], [`handshake`], [`TerminalSize`], [`Flag`], [`exit_code`], [`ChannelClosed`].
//! - [`client`]: what a client makes of it: the handshake, the keys, what the agent says.
//! - [`open`]: the text that opens a data channel.
//! - [`Reliability`]: numbers, acknowledges, repeats and orders messages. Each end has one.
//! - [`smux`]: many streams over the ordered bytes of one session.
//! - `sealing` (feature `kms`): payloads sealed with a key of KMS.
//!
//! What a name means is what the agent means by it: a *client* drives the session, an *agent* is the
//! node's end of it ([`Role`]).

pub mod acknowledge;
pub mod channel_closed;
pub mod client;
pub mod exit_code;
pub mod flag;
pub mod handshake;
mod message;
mod message_type;
pub mod open;
mod payload_type;
pub mod reliability;
#[cfg(feature = "kms")]
pub mod sealing;
pub mod smux;
mod terminal_size;
mod version;

pub use acknowledge::Acknowledge;
pub use channel_closed::ChannelClosed;
pub use client::ClientEngine;
pub use flag::Flag;
pub use message::{ClientMessage, FIN, FrameError, HEADER_BYTES, MAX_PAYLOAD_BYTES, SCHEMA_VERSION, SYN};
pub use message_type::{MessageType, OtherType};
pub use payload_type::PayloadType;
pub use reliability::{Reliability, ReliabilityError};
pub use terminal_size::TerminalSize;
pub use version::{Version, VersionError};

/// Which end of a session something belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The end that a user or a program drives; it sends `input_stream_data`.
    Client,
    /// The node's end; it sends `output_stream_data`.
    Agent,
}

impl Role {
    /// The type of the messages with data that this end sends.
    #[must_use]
    pub const fn sends(self) -> MessageType {
        match self {
            Self::Client => MessageType::InputStreamData,
            Self::Agent => MessageType::OutputStreamData,
        }
    }

    /// The other end.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Client => Self::Agent,
            Self::Agent => Self::Client,
        }
    }
}

/// Payloads are JSON in UTF-8; `what` completes "the payload is no ...".
fn read_json<'a, T: serde::Deserialize<'a>>(
    what: &'static str,
    payload: &'a [u8],
) -> Result<T, PayloadError> {
    serde_json::from_slice(payload).map_err(|source| PayloadError { what, source })
}

/// A payload does not hold what its type promises.
#[derive(Debug, thiserror::Error)]
#[error("the payload is no {what}")]
pub struct PayloadError {
    what: &'static str,
    source: serde_json::Error,
}

/// The types of this module have text for keys, and nothing else that can fail.
fn to_json(value: &impl serde::Serialize) -> bytes::Bytes {
    serde_json::to_vec(value).unwrap_or_default().into()
}
