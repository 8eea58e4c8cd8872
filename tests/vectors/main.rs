//! The protocol's rules as vectors of our own: a client that the generator made of its golden model
//! calls a server on loopback, which holds each request against what it must be and answers with
//! what services answer.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod errors;
mod hosts;
mod json_calls;
mod pages;
mod requests;
mod responses;
#[allow(dead_code, reason = "the transport's tests use all of it")]
#[path = "../../crates/awsjson-transport/tests/behaviour/server.rs"]
mod server;
mod support;
mod waiting;

// The golden client, where its modules expect to be: at the root of a crate with its features.

/// The structures, unions and enumerations.
#[allow(dead_code, reason = "the model has more than these tests use")]
#[allow(clippy::large_enum_variant, reason = "a union is as large as the model makes it")]
pub mod types {
    include!("../../codegen/tests/golden/expected/client/types.rs");
}

/// Requests and responses.
#[allow(dead_code, reason = "the model has more than these tests use")]
pub mod operation {
    include!("../../codegen/tests/golden/expected/client/operation.rs");
}

/// Errors.
pub mod error {
    include!("../../codegen/tests/golden/expected/client/error.rs");
}

#[allow(dead_code, reason = "the model has more than these tests use")]
mod client {
    include!("../../codegen/tests/golden/expected/client/client.rs");
}

/// The client for programs without a runtime.
#[allow(dead_code, reason = "the model has more than these tests use")]
pub mod blocking {
    include!("../../codegen/tests/golden/expected/client/blocking.rs");
}

pub use client::{Call, Client, SERVICE};
