//! The example programs, run as a user runs them, against an endpoint of this process.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod batch;
mod blocking;
mod call;
mod gate;
mod program;
mod quickstart;
mod usage;
