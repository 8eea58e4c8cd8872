//! What programs do with AWS Systems Manager beyond single calls.
//!
//! Each part is a method of [`ClientExt`], behind the feature of its name:
//!
//! ```no_run
//! use ssm_client::Client;
//! use ssm_toolkit::ClientExt as _;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::from_env().await?;
//! let found = client.parameters().get_many(["/app/host", "/app/port"]).await?;
//! # Ok(())
//! # }
//! ```
//!
//! All of it uses the public interface of `ssm-client` alone, and needs a Tokio runtime.

mod client_ext;
#[cfg(feature = "parameters")]
pub mod parameters;

pub use client_ext::ClientExt;
