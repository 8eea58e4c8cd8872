//! Each source of the default chain against a server on loopback that behaves as the real one.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod assumed_role;
mod caching;
mod chain;
mod connected;
mod container;
mod endpoints;
mod instance_metadata;
#[cfg(unix)]
mod process;
#[path = "../shared/tls.rs"]
mod secure;
mod server;
#[path = "../shared/service.rs"]
mod service;
mod single_sign_on;
mod support;
mod web_identity;
