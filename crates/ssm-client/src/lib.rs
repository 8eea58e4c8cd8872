//! A light, typed client for AWS Systems Manager (SSM, API version 2014-11-06).
//!
//! ```no_run
//! use ssm_client::Client;
//! use ssm_client::error::GetParameterError;
//!
//! # async fn run() -> Result<(), ssm_client::Error> {
//! // Region, endpoint and credentials come from where AWS users expect them.
//! let client = Client::from_env().await?;
//!
//! // Required members are arguments, optional ones are methods.
//! match client.get_parameter("/app/db/host").with_decryption(true).send().await {
//!     Ok(answer) => println!("{:?}", answer.parameter),
//!     Err(error) => match error.service() {
//!         Some(GetParameterError::ParameterNotFound(_)) => println!("not there yet"),
//!         _ => return Err(error.into()),
//!     },
//! }
//!
//! // Every paged operation is a loop over its elements.
//! let mut parameters = client.get_parameters_by_path("/app").recursive(true).items();
//! while let Some(parameter) = parameters.try_next().await? {
//!     println!("{:?}", parameter.name);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Credentials come from the environment, web identity, profiles, the container or the instance. Whatever
//! implements `ProvideCredentials` of the crate `aws-credential-types` takes their place as it is: a
//! provider of `aws-config` (the project's `examples/aws-config` is such a program), or one of your own.
//! What it gives is kept until five minutes before it expires.
//!
//! ```no_run
//! use aws_credential_types::provider::{self, ProvideCredentials, future};
//! use ssm_client::Client;
//!
//! #[derive(Debug)]
//! struct Vault;
//!
//! impl ProvideCredentials for Vault {
//!     fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
//!     where
//!         Self: 'a,
//!     {
//!         future::ProvideCredentials::new(ask_the_vault())
//!     }
//! }
//!
//! # async fn ask_the_vault() -> provider::Result {
//! #     Ok(aws_credential_types::Credentials::new("AKID", "secret", None, None, "vault"))
//! # }
//! # async fn run() -> Result<(), ssm_client::Error> {
//! let client = Client::builder().credentials(Vault).load().await?;
//! # Ok(())
//! # }
//! ```
//!
//! Guides for tasks (errors, paging, retries, tests, moving from other clients) are in the repository's
//! `docs/guide`.
//!
//! Each capability of the service is a feature of this crate, and all are on by default. The
//! feature `blocking` brings a client for programs without a runtime, `blocking::Client`, with the
//! same calls without `.await`; the feature `json` adds serde's traits to every type, and calls by
//! name from JSON to JSON; the feature `test-util` brings replacements of network, time and chance,
//! for tests of programs.
//!
//! What https is spoken by is a feature too: `ring` (default), `aws-lc-rs` or `native-tls`; see
//! `awsjson-transport` for what each needs, and for which is used if several are on. With
//! `default-features = false`, name one of them beside the capabilities, or https is an error.
//!
//! Every call tells `tracing` what it does, and OpenTelemetry by way of it: see [`observability`]. Code of
//! the program's own stands around each attempt where it is asked for, to add headers, keep metrics or
//! inject faults: see [`intercept`].

#![cfg_attr(docsrs, feature(doc_cfg))]

mod generated;

/// The README's code, which is compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

#[cfg(feature = "test-util")]
pub use awsjson_transport::test_util;
pub use awsjson_transport::typed::{Items, Pages, Wait, WaitError};
#[cfg(feature = "json")]
pub use awsjson_transport::typed::{JsonItems, JsonOperation};
pub use awsjson_transport::{
    CallOptions, ErrorKind, Failure, OperationInfo, RetryMode, Safety, TransportBuilder,
};
pub use awsjson_transport::{intercept, observability};
#[cfg(feature = "blocking")]
pub use generated::blocking;
pub use generated::{Call, Client, Error, SERVICE, error, operation, types};
