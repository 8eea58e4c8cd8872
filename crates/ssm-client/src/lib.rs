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
//! Each capability of the service is a feature of this crate, and all are on by default. The
//! feature `json` adds serde's traits to every type, and calls by name from JSON to JSON; the
//! feature `test-util` brings replacements of network, time and chance, for tests of programs.
//!
//! What https is spoken by is a feature too: `ring` (default), `aws-lc-rs`, `fips` or `native-tls`; see
//! `awsjson-transport` for what each needs, and for which is used if several are on. With
//! `default-features = false`, name one of them beside the capabilities, or https is an error.

mod generated;

#[cfg(feature = "test-util")]
pub use awsjson_transport::test_util;
pub use awsjson_transport::typed::{Items, Pages, Wait, WaitError};
#[cfg(feature = "json")]
pub use awsjson_transport::typed::{JsonItems, JsonOperation};
pub use awsjson_transport::{CallOptions, ErrorKind, Failure, OperationInfo, RetryMode, Safety};
pub use generated::{Call, Client, Error, SERVICE, error, operation, types};
