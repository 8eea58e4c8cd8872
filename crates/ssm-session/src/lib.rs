//! Session Manager's data channel: shells, commands and port forwarding without the plugin.
//!
//! - [`Session`]: a shell, a command in a terminal, or SSH, as [`AsyncRead`](tokio::io::AsyncRead) and
//!   [`AsyncWrite`](tokio::io::AsyncWrite).
//! - [`Command`]: a command without a terminal, with output, error stream and exit code apart.
//! - [`PortForward`]: connections to a port of a node, or of a host that it reaches: on a local port, or as
//!   streams within the process.
//!
//! Each is begun by a [`Start`]. It calls StartSession by an `ssm-client`, so credentials, region, proxy and
//! certificates are those of all its other calls.
//!
//! ```no_run
//! use ssm_session::{Command, Event};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = ssm_client::Client::from_env().await?;
//! let start = Command::new(&client, "i-0123456789abcdef0", "systemctl status nginx")
//!     .parameter("separateOutputStream", "true");
//! let mut events = start.events();
//! tokio::spawn(async move {
//!     while let Some(event) = events.next().await {
//!         if let Event::Lost { reason } = event {
//!             eprintln!("{reason}; trying again");
//!         }
//!     }
//! });
//! let finished = start.start().await?.finish().await?;
//! std::process::exit(finished.exit_code.unwrap_or(0));
//! # }
//! ```
//!
//! # What holds for every session
//!
//! - Bytes arrive once and in order, or the session ends with an error that says why. A lost socket is replaced
//!   (ResumeSession, a new token) and what was under way is sent again; after 5 attempts in vain it ends.
//! - No queue is unbounded: see [`protocol::reliability`]. Who does not read holds the node up, not this process.
//! - Data channels are TLS, spoken as the client speaks it; only this machine is spoken to in clear. The request
//!   is signed (Signature Version 4) unless its URL already is.
//! - Tokens and keys are in no error, no event and no `Debug` output.
//! - A session that is dropped is ended by the service ([`Start::keep_when_dropped`] leaves it), which a task in
//!   the background sees to, as long as its runtime runs.
//!
//! # Features
//!
//! | feature | what it brings |
//! |---|---|
//! | `client` (default) | all of the above; without it only [`protocol`] is left, which needs no runtime |
//! | `kms` | sessions that are encrypted with a key of KMS: module `kms` |
//! | `ring` (default), `aws-lc-rs`, `native-tls` | what https is spoken by, as of `ssm-client` |

#![cfg_attr(docsrs, feature(doc_cfg))]

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

/// The README's code, which is compiled with the tests.
#[cfg(all(doctest, feature = "client"))]
#[doc = include_str!("../README.md")]
mod readme {}

#[cfg(feature = "client")]
pub use command::{Command, Finished, MAX_FINISHED_BYTES, Output};
#[cfg(feature = "client")]
pub use error::{Cause, SessionError};
#[cfg(feature = "client")]
pub use event::{Event, Events};
#[cfg(feature = "client")]
pub use port_forward::PortForward;
#[cfg(feature = "client")]
pub use session::{Controls, Session, Signal};
#[cfg(feature = "client")]
pub use start::{Kind, Start};
