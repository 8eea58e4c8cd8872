//! Session Manager's data channel: shells, commands and port forwarding without the plugin.

#[cfg(feature = "client")]
mod channel;
#[cfg(feature = "client")]
mod command;
#[cfg(feature = "client")]
mod error;
#[cfg(feature = "client")]
mod event;
#[cfg(all(feature = "client", feature = "kms"))]
pub mod kms;
#[cfg(feature = "client")]
pub mod port_forward;
pub mod protocol;
#[cfg(feature = "client")]
mod session;
#[cfg(feature = "client")]
mod start;

#[cfg(feature = "client")]
pub use command::{Command, Finished, MAX_FINISHED_BYTES, Output};
#[cfg(feature = "client")]
pub use error::{Cause, SessionError};
#[cfg(feature = "client")]
pub use event::{Event, Events};
#[cfg(feature = "client")]
pub use port_forward::PortForward;
#[cfg(feature = "client")]
pub use session::{Session, Signal};
#[cfg(feature = "client")]
pub use start::{Kind, Start};
