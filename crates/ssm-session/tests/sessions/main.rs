//! Sessions over real sockets, with a service on this machine whose agents act as each test says.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod agent;
mod commands;
#[cfg(feature = "kms")]
mod encryption;
mod endings;
mod opening;
mod port_forwards;
mod reconnects;
mod service;
mod shells;
#[cfg(unix)]
mod unix_sockets;
