//! The endpoint as its clients see it: over HTTP.

#![allow(clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

mod activations;
mod agent;
mod association_executions;
mod associations;
mod automation;
mod command_lists;
mod command_timeouts;
mod commands;
mod compliance;
mod control;
mod coverage;
mod deleting;
mod describing;
mod documents;
mod faults;
mod fleet;
mod history;
mod inventory;
mod labels;
mod limits;
mod maintenance_window_executions;
mod maintenance_windows;
mod messages;
mod node_signatures;
mod nodes;
mod ops_items;
mod ops_metadata;
mod patching;
mod paths;
mod policies;
mod program;
mod protocol;
mod putting;
mod reading;
mod resource_data_sync;
mod resource_policies;
mod running;
mod scopes;
mod service_settings;
mod signature;
mod state_file;
mod support;
mod tags;
mod validation;
