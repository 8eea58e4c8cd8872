//! The protocol from outside: the bytes on the wire, and two ends over a bad network, in virtual time.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod client;
mod frames;
mod network;
mod payloads;
mod reliability;
#[cfg(feature = "kms")]
mod sealing;
mod streams;
