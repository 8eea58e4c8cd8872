//! A Systems Manager endpoint on this machine, for tests and trials.
//!
//! [`LocalSsm`] answers over HTTP on the loopback interface as the service does: the same protocol,
//! the same error codes, the same paging, and, when it is told a secret access key, the same demand
//! for a valid signature. Everything is kept in memory and gone when it stops. What it does not
//! implement it says: such an operation answers with HTTP 501 and the error `NotImplemented`.
//!
//! ```
//! # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//! # runtime.block_on(async {
//! let ssm = ssm_local::LocalSsm::start().await?;
//! println!("export AWS_ENDPOINT_URL_SSM={}", ssm.endpoint_url());
//! ssm.shutdown().await;
//! # Ok::<(), ssm_local::StartError>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![cfg_attr(docsrs, feature(doc_cfg))]

mod associations;
mod automation;
mod clock;
mod compliance;
mod coverage;
mod digest;
mod documents;
mod endpoint;
mod faults;
mod gateway;
mod http;
mod identity;
mod ids;
mod in_process;
mod inventory;
mod maintenance_windows;
mod messages;
mod model;
mod nodes;
mod ops;
mod paging;
mod parameters;
mod patching;
mod protocol;
mod request_log;
mod resource_data_sync;
mod resource_policies;
mod run_command;
mod service_settings;
mod sessions;
mod store;
mod tags;
mod timestamp;
mod tls;

/// The README's code, which is compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

pub use clock::Clock;
pub use coverage::table;
pub use endpoint::{Builder, LocalSsm, NotKeptError, ResetError, StartError};
pub use faults::Fault;
pub use in_process::{AddNodeError, NodeOptions};
pub use request_log::ReceivedRequest;
pub use ssm_node::current_user;
pub use store::StateError;
pub use tls::{Tls, TlsError};
