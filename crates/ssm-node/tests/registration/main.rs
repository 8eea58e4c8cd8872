//! Machines that register and run as nodes, each in a process of its own, with `ssm-local` over HTTP.

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

mod clock;
mod cut_off;
mod endpoint;
mod gone;
mod keys;
mod library;
mod machine;
mod owner;
mod refused;
mod soak;
mod whole_way;
