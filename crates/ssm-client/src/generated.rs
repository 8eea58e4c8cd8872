//! The seam: what the build script generated from the model.

/// The structures, unions and enumerations of the service.
#[allow(clippy::large_enum_variant, reason = "a union is as large as the model makes it")]
pub mod types {
    include!(concat!(env!("OUT_DIR"), "/types.rs"));
}

/// A request and a response for each operation.
#[allow(clippy::too_many_arguments, reason = "some operations require many members")]
pub mod operation {
    include!(concat!(env!("OUT_DIR"), "/operation.rs"));
}

/// The errors of each operation, and [`Error`] for all of them.
pub mod error {
    pub use awsjson_transport::typed::{AnyServiceError, Error};

    include!(concat!(env!("OUT_DIR"), "/error.rs"));
}

#[allow(clippy::too_many_arguments, reason = "some operations require many members")]
mod client {
    include!(concat!(env!("OUT_DIR"), "/client.rs"));
}

/// A client for programs without a runtime: the same calls, each waited for on the thread that
/// makes it. Behind the feature `blocking`.
///
/// ```no_run
/// use ssm_client::blocking::Client;
/// use ssm_client::error::GetParameterError;
///
/// fn main() -> Result<(), ssm_client::Error> {
///     let client = Client::from_env()?;
///
///     match client.get_parameter("/app/db/host").with_decryption(true).send() {
///         Ok(answer) => println!("{:?}", answer.parameter),
///         Err(error) => match error.service() {
///             Some(GetParameterError::ParameterNotFound(_)) => println!("not there yet"),
///             _ => return Err(error.into()),
///         },
///     }
///
///     // Elements and pages are iterators.
///     for parameter in client.get_parameters_by_path("/app").recursive(true).items() {
///         println!("{:?}", parameter?.name);
///     }
///
///     // A wait is begun by `wait`.
///     client.get_command_invocation("command", "instance").wait_until_executed().wait()?;
///     Ok(())
/// }
/// ```
///
/// # In programs with a runtime
///
/// Clients may be made, cloned and dropped anywhere. In async code, calls fail with
/// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) and send nothing, because waiting
/// would hold up the runtime; within `tokio::task::spawn_blocking` they work. Where async code cannot
/// be told (within `tokio::task::unconstrained`, and on other runtimes than Tokio), they hold up the
/// thread until they end, at the latest by their time-outs.
///
/// The first call starts a thread that looks after the connections. The clones of a client share it,
/// and it ends with the last of them.
#[cfg(feature = "blocking")]
#[allow(clippy::too_many_arguments, reason = "some operations require many members")]
pub mod blocking {
    include!(concat!(env!("OUT_DIR"), "/blocking.rs"));
}

pub use client::{Call, Client, SERVICE};
pub use error::Error;
