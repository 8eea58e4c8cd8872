//! The example programs, run as a user runs them, against an endpoint of this process.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod aws;
mod batch;
mod blocking;
mod call;
#[cfg(unix)]
mod commands;
mod credentials;
#[cfg(unix)]
mod fleet;
mod gate;
mod parameters;
mod program;
mod programs;
mod quickstart;
#[cfg(unix)]
mod run;
#[path = "../../../crates/awsjson-transport/tests/credentials/server.rs"]
#[allow(dead_code, reason = "it is shared, and not all of it is needed here")]
mod server;
#[cfg(unix)]
mod sessions;
#[cfg(unix)]
mod terminals;
mod traced;
mod usage;
