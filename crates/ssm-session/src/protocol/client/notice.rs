use super::HandshakeError;
use crate::protocol::reliability::Rejection;
use crate::protocol::{MessageType, ReliabilityError};

/// Something besides data that a frame brought.
#[derive(Debug)]
#[non_exhaustive]
pub enum Notice {
    /// The service has paused publication: the other end is away for a while.
    Paused,
    /// The service has begun publication.
    Started,
    /// The service has ended the session; [`ClientEngine::closed`](super::ClientEngine::closed) says why.
    Closed,
    /// A message of a type that nobody knows was passed over.
    Unknown(MessageType),
    /// A frame that cannot be used was passed over.
    Rejected(Rejection),
}

/// Why a session cannot go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// Messages do not get through.
    #[error(transparent)]
    Reliability(#[from] ReliabilityError),
    /// The two ends did not come to terms.
    #[error(transparent)]
    Handshake(#[from] HandshakeError),
    /// A sealed payload cannot be opened, or a payload not be sealed.
    #[cfg(feature = "kms")]
    #[error(transparent)]
    Sealing(#[from] crate::protocol::sealing::SealingError),
    /// Data was to be sent before the handshake was over.
    #[error("the session is not open yet")]
    NotOpen,
}
