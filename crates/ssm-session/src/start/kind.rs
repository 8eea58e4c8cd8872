use crate::SessionError;
use crate::channel::Channel;

/// What a session is for: [`Session`](crate::Session), [`Command`](crate::Command) or
/// [`PortForward`](crate::PortForward).
pub trait Kind: sealed::Kind {}

impl<S: sealed::Kind> Kind for S {}

pub(crate) mod sealed {
    use super::{Channel, SessionError};

    pub trait Kind: Sized {
        /// Whether agents always want a handshake for it.
        const HANDSHAKE: bool;

        /// Makes one of an open channel.
        fn of(channel: Channel) -> Result<Self, SessionError>;
    }
}
