//! Parameters against an endpoint on this machine: what is asked of it, and what comes of that when it
//! throttles, fails or is slow.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod cache;
mod client;
mod get_many;
mod pacer;
mod put;
mod support;
mod tree;
mod watch;
