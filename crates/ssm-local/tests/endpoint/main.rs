//! The endpoint as its clients see it: over HTTP.

#![allow(clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

mod activations;
mod agent;
mod command_lists;
mod command_timeouts;
mod commands;
mod control;
mod coverage;
mod deleting;
mod describing;
mod documents;
mod faults;
mod fleet;
mod history;
mod labels;
mod limits;
mod many_clients;
mod messages;
mod node_signatures;
mod nodes;
mod paths;
mod policies;
mod program;
mod protocol;
mod putting;
mod reading;
mod running;
mod scopes;
mod signature;
mod state_file;
mod support;
mod tags;
mod validation;
