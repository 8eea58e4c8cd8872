//! A typed client for the service that delivers messages to the agents of AWS Systems Manager
//! (`ec2messages`, API version 2015-06-19).
//!
//! It is the other side of Run Command: what `SendCommand` asks of a node waits here until the node's
//! agent takes it, and here the agent answers. Only managed nodes may call it, each with its own
//! credentials. AWS does not document the service and its public SDKs leave it out; the model is what the
//! agent's published source shows.
//!
//! [`Client::get_messages`] is a long poll: the service keeps the call waiting until there is a message
//! or its patience ends, so give such a call a time-out of its own. The official agent waits 20 seconds.
//! `GetMessages` hides what it returns for the visibility time-out, and is therefore never repeated by
//! this client after an answer may have got lost; the messages come again by themselves.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use ec2messages_client::{CallOptions, Client};
//!
//! # async fn run() -> Result<(), ec2messages_client::Error> {
//! let client = Client::builder().region("eu-central-1").build()?;
//! let patient = CallOptions::new().attempt_timeout(Duration::from_secs(20));
//! let answer = client
//!     .get_messages("mi-0123456789abcdef0", "6f1c5c1a-8f43-4d6c-9a54-0a2f6f0c0e11")
//!     .visibility_timeout_in_seconds(10)
//!     .options(patient)
//!     .send()
//!     .await?;
//! for message in answer.messages {
//!     println!("{:?} about {:?}", message.message_id, message.topic);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The feature `blocking` brings a client for programs without a runtime; the feature `json` adds serde's
//! traits to every type, and calls by name from JSON to JSON; the feature `test-util` brings replacements of
//! network, time and chance, for tests of programs. What https is spoken by is a feature too: `ring`
//! (default), `aws-lc-rs` or `native-tls`; without any, https is an error.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod generated;

/// The README's code, which is compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

pub use awsjson_transport::observability;
#[cfg(feature = "test-util")]
pub use awsjson_transport::test_util;
pub use awsjson_transport::typed::{Items, Pages, Wait, WaitError};
#[cfg(feature = "json")]
pub use awsjson_transport::typed::{JsonItems, JsonOperation};
pub use awsjson_transport::{CallOptions, ErrorKind, Failure, OperationInfo, RetryMode, Safety};
#[cfg(feature = "blocking")]
pub use generated::blocking;
pub use generated::{Call, Client, Error, SERVICE, error, operation, types};
