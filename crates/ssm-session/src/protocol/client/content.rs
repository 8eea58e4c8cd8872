use bytes::Bytes;

use crate::protocol::{Flag, PayloadType, exit_code};

/// What an agent sends for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// Bytes of the output, or of a connection.
    Output(Bytes),
    /// Bytes of the error stream.
    StandardError(Bytes),
    /// The code that the command ended with.
    ExitCode(i32),
    /// A signal.
    Flag(Flag),
    /// Something that this crate does not know, or that does not hold what its type promises.
    Other(PayloadType, Bytes),
}

impl Content {
    pub(super) fn of(payload_type: PayloadType, payload: Bytes) -> Self {
        let other = Self::Other(payload_type, payload.clone());
        match payload_type {
            PayloadType::Output => Self::Output(payload),
            PayloadType::StandardError => Self::StandardError(payload),
            PayloadType::ExitCode => exit_code::read(&payload).map_or(other, Self::ExitCode),
            PayloadType::Flag => Flag::from_payload(&payload).map_or(other, Self::Flag),
            _ => other,
        }
    }
}
