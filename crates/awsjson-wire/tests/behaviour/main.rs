//! Reading, writing and printing, seen from outside, on types as the generator writes them.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod blobs;
mod collections;
mod equality;
mod errors;
mod generated;
mod numbers;
mod reading;
mod received;
mod round_trips;
mod secrets;
mod support;
mod text;
mod timestamps;
mod unions;
mod writing;
