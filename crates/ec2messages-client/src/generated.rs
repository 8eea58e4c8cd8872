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
/// makes it. Behind the feature `blocking`. `ssm_client::blocking` tells where it can be used.
#[cfg(feature = "blocking")]
#[allow(clippy::too_many_arguments, reason = "some operations require many members")]
pub mod blocking {
    include!(concat!(env!("OUT_DIR"), "/blocking.rs"));
}

pub use client::{Call, Client, SERVICE};
pub use error::Error;
