//! A managed node of AWS Systems Manager, for tests, labs and embedded use.
//!
//! **A [`Node`] runs what it is sent, with a real shell, as the user that this process runs as.** Whoever
//! may call `SendCommand` or `StartSession` on its account and region may do anything that this user may
//! do. It is no
//! replacement of the official agent, which is hardened, updates itself and knows every plugin.
//!
//! A node tells the service that it is there, takes messages from the queue that `ec2messages` serves,
//! runs the documents in them step by step, and answers through the same queue:
//!
//! ```no_run
//! use ssm_node::Node;
//!
//! # async fn run() -> Result<(), ssm_node::StartError> {
//! let node = Node::builder()
//!     .without_env()
//!     .region("us-east-1")
//!     .endpoint_url("http://127.0.0.1:4566")
//!     .instance_id("i-0123456789abcdef0")
//!     .static_credentials("local", "local", None)
//!     .folder("/var/tmp/my-node")
//!     .start()
//!     .await?;
//! // ... `SendCommand` to node.instance_id() ...
//! node.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! Each step runs once: the node keeps in its folder what it has taken over, so a message that comes
//! again is acknowledged and not run again, also after the process was killed. A command in whose middle
//! the node stopped goes on, unless a script was in its middle too: then it has failed, and what it put out
//! until then is its output. Replies are kept in the folder until they are delivered.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod associations;
mod backoff;
mod builder;
mod client_settings;
mod command;
mod commands;
mod core;
mod event;
mod folder;
mod heartbeat;
mod inbox;
mod inventory;
mod ledger;
mod message;
mod node;
mod outbox;
mod output;
mod platform;
mod plugin;
mod process;
mod registration;
mod reply;
mod sessions;
mod user;

/// The README's code, which is compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

pub use builder::{
    DEFAULT_ASSOCIATION_INTERVAL, DEFAULT_HEARTBEAT_INTERVAL, DEFAULT_MAX_CONCURRENT_COMMANDS,
    DEFAULT_MAX_SESSIONS, DEFAULT_POLL_TIMEOUT,
};
pub use builder::{NodeBuilder, StartError};
pub use event::Event;
pub use node::Node;
pub use platform::{Platform, PlatformType};
pub use registration::{Ended, Refusal, RegisterError, Registration};
#[cfg(feature = "kms")]
pub use sessions::{Decrypted, KeyService, KeyServiceError};
pub use user::current_user;
