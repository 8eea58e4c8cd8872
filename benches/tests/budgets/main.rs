//! What a call and the client may weigh, by figures that are the same on every machine. Never by time.
//!
//! Who makes something heavier on purpose raises the limit in the same change and says why.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod allocations;
mod generated;
mod instructions;
mod tree;
