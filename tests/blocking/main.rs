//! The client for programs without a runtime: its calls, and where they may be made.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod calls;
mod connections;
mod pages;
mod places;
mod support;
