//! What the benches share: a server that costs the measured thread nothing, answers of real size, the
//! clients that are compared, and the clock of one thread.

#![allow(clippy::expect_used, clippy::panic, reason = "a bench that cannot run says so by panicking")]

pub mod answers;
pub mod clients;
pub mod cpu;
mod runtime;
pub mod server;

pub use runtime::runtime;
