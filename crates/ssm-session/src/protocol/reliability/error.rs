use std::time::Duration;

use crate::protocol::{FrameError, MessageType, PayloadError};

/// How many frames in a row may make no sense before an end gives up on its peer.
pub(super) const MAX_REJECTED: u32 = 32;

/// Why the messages of a session cannot go on, or why one was not taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReliabilityError {
    /// Too much is under way; try again when something was acknowledged.
    #[error("{0} messages are under way and not acknowledged, which is the limit")]
    WindowFull(usize),
    /// Peers drop messages without a payload, and refuse those that are longer than
    /// [`MAX_PAYLOAD_BYTES`](crate::protocol::MAX_PAYLOAD_BYTES).
    #[error("a payload of {0} bytes cannot be sent")]
    Length(usize),
    /// Nothing came back for too long.
    #[error("the other end acknowledged nothing for {} s; message {sequence} was sent {times} times", waited.as_secs())]
    Unanswered {
        /// The oldest message that is under way.
        sequence: u64,
        /// How often it was sent.
        times: u32,
        /// For how long nothing was acknowledged.
        waited: Duration,
    },
    /// What comes makes no sense any more.
    #[error("{MAX_REJECTED} frames in a row cannot be read; this is the last one's reason")]
    Corrupt(#[source] Rejection),
}

/// Why a frame was passed over. Nothing is lost by it: what matters is sent again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// It is no frame, or was damaged.
    #[error("a frame cannot be read")]
    Frame(#[from] FrameError),
    /// It says that something arrived, but not what.
    #[error("an acknowledge cannot be read")]
    Acknowledge(#[from] PayloadError),
    /// Its sequence number is below 0.
    #[error("a message has the sequence number {0}")]
    Sequence(i64),
    /// It has data, but is of the type that this end sends.
    #[error("a message of the type {0} came to the end that sends them")]
    Direction(MessageType),
}
