//! Many streams over the ordered bytes of one session: version 1 of smux, as agents speak it for port
//! forwarding.
//!
//! A [`Mux`] is one end of it, without input or output. The client opens streams, the agent accepts them.
//! What the session brought goes to [`receive`](Mux::receive); what it is to carry comes out of
//! [`next_bytes`](Mux::next_bytes).
//!
//! # What version 1 cannot do
//!
//! - There is no flow control for a single stream: one that nobody reads fills the [`Mux`], and then
//!   [`has_room`](Mux::has_room) is false, the session takes no more, and all streams wait for it. Agents
//!   do the same.
//! - A stream's end is said once for each direction, so that an end that has no more to send can go on
//!   reading; this [`Mux`] does. Agents written in Go, however, take the end of one direction for the end of
//!   both, and what the service behind them still had to say is lost.
//! - A stream cannot be refused or reset. Refused ones begin and end at once.

mod frame;
mod limits;
mod mux;
mod stream;

pub use frame::{Command, HEADER_BYTES, Header, VERSION};
pub use limits::MuxLimits;
pub use mux::Mux;
pub use stream::Read;

/// The streams of a session cannot go on, or one of them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MuxError {
    /// The bytes are no frames of smux.
    #[error(
        "the bytes are no smux frame of version {VERSION}: they begin with version {version}, command {command}"
    )]
    Protocol {
        /// The first byte.
        version: u8,
        /// The second byte.
        command: u8,
    },
    /// The stream ended, or never was.
    #[error("there is no stream {0} to write to")]
    NoStream(u32),
    /// There are as many streams as may be at a time.
    #[error("{0} connections are open, which is the limit")]
    TooManyStreams(usize),
    /// All numbers were used.
    #[error("the session has no numbers left for connections")]
    NoNumbers,
    /// Only clients open streams.
    #[error("only a client opens streams")]
    Role,
    /// With keep-alive, nothing came for too long.
    #[error("the other end was silent for {} s", .0.as_secs())]
    Silent(std::time::Duration),
}
