//! Signals of four bytes.

use bytes::Bytes;

/// The payload of [`PayloadType::Flag`](super::PayloadType::Flag).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Flag {
    /// From the client: the local connection is gone, the agent may close its own (port sessions without
    /// streams).
    DisconnectToPort,
    /// From the client: the session ends (port sessions).
    TerminateSession,
    /// From the agent: it could not connect to where a stream leads.
    ConnectToPortError,
    /// Anything else.
    Other(u32),
}

impl Flag {
    /// The number in payloads.
    #[must_use]
    pub const fn as_u32(self) -> u32 {
        match self {
            Self::DisconnectToPort => 1,
            Self::TerminateSession => 2,
            Self::ConnectToPortError => 3,
            Self::Other(number) => number,
        }
    }

    /// The payload.
    #[must_use]
    pub fn to_payload(self) -> Bytes {
        Bytes::copy_from_slice(&self.as_u32().to_be_bytes())
    }

    /// The flag in a payload; `None` unless it has four bytes.
    #[must_use]
    pub fn from_payload(payload: &[u8]) -> Option<Self> {
        Some(u32::from_be_bytes(payload.try_into().ok()?).into())
    }
}

impl From<u32> for Flag {
    fn from(number: u32) -> Self {
        match number {
            1 => Self::DisconnectToPort,
            2 => Self::TerminateSession,
            3 => Self::ConnectToPortError,
            other => Self::Other(other),
        }
    }
}
