//! The transport from outside: real calls to real servers on loopback.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod authentication;
mod call_options;
mod configuration;
mod connections;
mod credentials;
mod proxies;
mod requests;
mod secrets;
#[path = "../shared/tls.rs"]
mod secure;
mod server;
#[path = "../shared/service.rs"]
mod service;
mod socks;
mod support;
#[cfg(all(unix, not(target_vendor = "apple")))]
mod tls;
mod traces;
mod upgrades;
mod without_tls;
