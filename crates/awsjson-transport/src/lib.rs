//! Signed AWS JSON calls over HTTP.
//!
//! This crate is what the clients of AWS JSON 1.0 and 1.1 services have in common. A [`Transport`]
//! takes the JSON of a request and gives the JSON of the response, or a [`Failure`]; it knows no
//! service, no operation and no type of either, so it is compiled once for all of them.
//!
//! A call goes through the modules in this order:
//!
//! - `transport`: its builder, and the way of one call.
//! - `settings`: what was said in code, in the environment and in the shared files of the AWS
//!   tools, and where; `endpoint` and `credentials` resolve their part of it; `configuration` is the
//!   whole once it is checked.
//! - `authentication`: by what calls show who sends them, which is credentials unless it is said
//!   otherwise.
//! - `request`: JSON to a signed HTTP request.
//! - [`intercept`]: a program's own code around each attempt, for headers, metrics and faults.
//! - `connection`: sending it, within time-outs; TLS.
//! - `response`: reading the answer, within limits, and telling success from failure.
//! - `failure`: why a call failed; `retry`: whether and when it is sent again.
//! - [`observability`]: the spans and events that all this gives to `tracing`.
//! - `seams`: what tests can replace: the network, time and chance. The feature `test-util` brings
//!   replacements for them, for tests of programs too: see `test_util`.
//! - `blocking`, behind the feature of that name: calls for programs without a runtime.
//! - [`typed`]: the generic skin that generated clients put over all this.
//!
//! [`Transport::builder_from_env`] lists what is read from where, and in which order; the `Debug` of a
//! transport shows what came of it. What is wrong is an error that names the method, the variable, or
//! the file and line.
//!
//! ```no_run
//! use awsjson_transport::{CallOptions, JsonVersion, OperationInfo, Safety, Service, Transport};
//!
//! static SSM: Service = Service {
//!     id: "SSM",
//!     target_prefix: "AmazonSSM",
//!     signing_name: "ssm",
//!     endpoint_prefix: "ssm",
//!     json_version: JsonVersion::V1_1,
//! };
//! static GET_PARAMETER: OperationInfo = OperationInfo::new("GetParameter", Safety::ReadOnly);
//!
//! # async fn run() -> Result<(), awsjson_transport::Failure> {
//! let transport = Transport::from_env(&SSM)?;
//! let body = br#"{"Name":"/app/db/host"}"#.to_vec();
//! let reply = transport
//!     .invoke(&GET_PARAMETER, None, body, CallOptions::new())
//!     .await?;
//! println!("{}", String::from_utf8_lossy(&reply.body));
//! # Ok(())
//! # }
//! ```
//!
//! # TLS
//!
//! What https is spoken by is a feature of this crate, passed on by the clients under the same name:
//!
//! | feature | TLS | to build, besides Rust |
//! |---|---|---|
//! | `ring` (default) | rustls with the cryptography of ring | a C compiler |
//! | `aws-lc-rs` | rustls with the cryptography of AWS-LC; that which is validated by FIPS 140, see below | a C compiler; on some systems CMake |
//! | `native-tls` | the system's: OpenSSL, Secure Transport, SChannel | OpenSSL's headers, where it is that |
//!
//! One program has one stack. Features add up over all crates of a program, so if several are on, the
//! first of `aws-lc-rs`, `native-tls`, `ring` is used: whoever asked for something else than
//! the default gets it. Only without the default features the others stay out of the build. With none
//! of them, plain http works and https is an error of [configuration](ErrorKind::Configuration).
//!
//! For FIPS 140, take `aws-lc-rs` without the default features, and beside it in your own manifest
//! `rustls = { version = "0.23", default-features = false, features = ["fips"] }`: the build of AWS-LC that is
//! validated takes the place of the other one, and what is not approved is left out of the handshakes. It
//! needs CMake and Go to build. Endpoints of FIPS are another matter, see
//! [`use_fips`](TransportBuilder::use_fips).
//!
//! The certificates to trust are the system's or those of
//! [`ca_bundle`](TransportBuilder::ca_bundle) whatever the stack. `native-tls` trusts no certificate
//! that it cannot find, but cannot say that none was found: that shows as one that nobody issued.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod authentication;
#[cfg(feature = "blocking")]
pub mod blocking;
mod blocking_work;
mod configuration;
mod connection;
mod credentials;
mod deadline;
mod endpoint;
mod failure;
mod hexadecimal;
pub mod intercept;
pub mod observability;
mod random_uuid;
mod reply;
mod request;
mod response;
mod retry;
mod seams;
mod service;
mod settings;
#[cfg(feature = "test-util")]
pub mod test_util;
mod transport;
pub mod typed;
mod uri;

/// The README's code, which is compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

pub use authentication::RequestSigner;
pub use connection::Stream;
pub use credentials::{DefaultCredentials, EnvironmentCredentials};
pub use failure::{ErrorKind, Failure, MAX_ERROR_BYTES};
pub use random_uuid::random_uuid;
pub use reply::Reply;
pub use request::signing::{Signer, SigningError, SigningScope};
pub use service::{JsonVersion, OperationInfo, Safety, Service};
pub use settings::RetryMode;
pub use transport::{
    CallOptions, DEFAULT_ATTEMPT_TIMEOUT, DEFAULT_CONNECT_TIMEOUT, DEFAULT_MAX_ATTEMPTS,
    DEFAULT_MAX_RESPONSE_BYTES, Download, Invocation, Object, Transport, TransportBuilder,
};
