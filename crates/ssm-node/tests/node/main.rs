//! Nodes against a service that does only what a test has it do, over HTTP, with a real shell.

#![cfg(unix)]
#![allow(clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

mod associations;
mod ending;
mod inventory;
mod once;
mod output;
mod program;
mod references;
mod service;
mod steps;
mod support;
