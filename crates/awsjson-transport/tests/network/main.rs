//! What becomes of calls when the network, the service or the clock misbehave: the outcome, the
//! number of attempts and the waits between them. The waits are recorded, not slept.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod clock_and_credentials;
mod connections;
mod endpoint;
mod fault_sequences;
mod interceptors;
mod policy;
#[path = "../shared/service.rs"]
mod service;
mod statuses;
mod strange_answers;
mod support;
mod typed_operation;
