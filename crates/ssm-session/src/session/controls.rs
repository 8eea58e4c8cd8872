use std::io;

use bytes::Bytes;

use crate::channel::Channel;
use crate::protocol::{PayloadType, TerminalSize};

/// A key that terminals turn into a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-\.
    Quit,
    /// Ctrl-Z.
    Suspend,
}

impl Signal {
    /// The byte that is typed for it.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Interrupt => 0x03,
            Self::Quit => 0x1c,
            Self::Suspend => 0x1a,
        }
    }
}

/// What changes the terminal of a [`Session`](super::Session), beside what is read and written. The session
/// lives on with it.
#[derive(Clone, Debug)]
pub struct Controls(Channel);

impl Controls {
    pub(crate) fn new(channel: Channel) -> Self {
        Self(channel)
    }

    /// Tells the node the size of the terminal, in characters.
    ///
    /// # Errors
    ///
    /// The session is over.
    pub async fn resize(&self, cols: u32, rows: u32) -> io::Result<()> {
        self.send(PayloadType::Size, TerminalSize { cols, rows }.to_json()).await
    }

    /// Types the key of a signal.
    ///
    /// # Errors
    ///
    /// The session is over.
    pub async fn signal(&self, signal: Signal) -> io::Result<()> {
        self.send(PayloadType::Output, Bytes::copy_from_slice(&[signal.byte()])).await
    }

    async fn send(&self, payload_type: PayloadType, payload: Bytes) -> io::Result<()> {
        std::future::poll_fn(|context| self.0.poll_send(context, payload_type, &payload)).await
    }
}
