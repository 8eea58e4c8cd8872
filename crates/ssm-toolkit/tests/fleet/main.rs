//! Commands, automations, nodes and documents against an endpoint of this process.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod agent;
mod automation;
mod calls;
mod commands;
mod control_channel;
mod documents;
mod faults;
mod futures;
mod nodes;
mod outputs;
mod pacing;
mod support;
mod thousand_nodes;
mod time_outs;
