//! The endpoint as its clients see it: over HTTP.

#![allow(clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

mod activations;
mod agent;
mod commands;
mod coverage;
mod deleting;
mod describing;
mod history;
mod labels;
mod limits;
mod messages;
mod nodes;
mod paths;
mod policies;
mod program;
mod protocol;
mod putting;
mod reading;
mod signature;
mod support;
mod tags;
mod validation;
