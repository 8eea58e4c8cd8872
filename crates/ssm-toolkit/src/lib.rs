//! What programs do with AWS Systems Manager beyond single calls.
//!
//! [`ClientExt`] puts the entrances on `ssm_client::Client`; behind each is a module:
//!
//! | entrance | module | what |
//! |---|---|---|
//! | [`parameters`](ClientExt::parameters) | [`parameters`] | parameters: many at once, as a tree, watched, cached, stored |
//! | [`run_command`](ClientExt::run_command), [`run_shell`](ClientExt::run_shell) | [`run_command`] | commands on fleets: progress, one result for each node, full output |
//! | [`automation`](ClientExt::automation) | [`automation`] | executions of runbooks: steps, outputs, approvals |
//! | [`nodes`](ClientExt::nodes) | [`nodes`] | all nodes, waiting for them, why one is not reachable |
//! | [`documents`](ClientExt::documents) | [`documents`] | documents with typed content |
//!
//! ```no_run
//! use ssm_client::Client;
//! use ssm_toolkit::ClientExt as _;
//! use ssm_toolkit::run_command::Targets;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::from_env().await?;
//! let found = client.parameters().get_many(["/app/host", "/app/port"]).await?;
//!
//! let command = client.run_shell(["uptime"]).on(Targets::tag("role", ["web"])).start().await?;
//! for node in &command.wait().await?.nodes {
//!     println!("{}: {}", node.node_id, node.status);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Each module is a feature of the same name (`run-command`, `automation`, `nodes`, `documents`,
//! `parameters`), all on by default, and brings only the operations that it calls. TLS is chosen as in
//! `ssm-client`: `ring` (default), `aws-lc-rs` or `native-tls`.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "automation")]
pub mod automation;
#[cfg(feature = "documents")]
pub mod documents;
#[cfg(feature = "nodes")]
pub mod nodes;
#[cfg(feature = "parameters")]
pub mod parameters;
#[cfg(feature = "run-command")]
pub mod run_command;

mod client_ext;
#[cfg(any(feature = "automation", feature = "run-command"))]
mod limit;
#[cfg(any(feature = "automation", feature = "documents", feature = "nodes", feature = "run-command"))]
mod looking;
#[cfg(any(feature = "automation", feature = "run-command"))]
mod progress;

pub use client_ext::ClientExt;
#[cfg(any(feature = "automation", feature = "run-command"))]
pub use limit::Limit;
#[cfg(any(feature = "automation", feature = "documents", feature = "nodes", feature = "run-command"))]
pub use looking::Pacing;
#[cfg(any(feature = "automation", feature = "run-command"))]
pub use progress::Progress;

/// The examples of the README compile.
#[cfg(all(doctest, feature = "nodes", feature = "run-command"))]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
