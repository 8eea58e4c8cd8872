//! SSM documents as types: read, build, validate, substitute parameters, write back.
//!
//! A [`Document`] is what was written, JSON or YAML, of any schema; nothing of it is lost. From there:
//!
//! - [`Document::validate`] finds everything that is wrong, each [`Problem`] with its place;
//! - [`Document::bind`] puts values in the places of parameters;
//! - [`Document::content`] gives it types: [`command`] documents (schema 2.0 and 2.2), their predecessor
//!   [`configuration`] (1.2), [`automation`]s (0.3) and [`session`] documents (1.0). Typed content goes back with `Document::from`.
//!
//! Nothing here opens a file, uses the network or waits.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod automation;
pub mod command;
pub mod configuration;
pub mod plugin;
pub mod session;

mod bind;
mod document;
mod field;
mod format;
mod parameter;
mod problem;
mod reference;
mod rules;
mod schema;
mod structure;
mod value;

pub use bind::{Arguments, Resolved, Resolver, later};
pub use document::{Content, Document};
pub use field::{Named, Setting, TextList};
pub use format::{Format, MAX_BOUND_BYTES, MAX_BYTES, MAX_DEPTH, ParseError};
pub use parameter::{AllowedValues, DisplayType, Parameter, ParameterType};
pub use problem::{Problem, Problems};
pub use reference::Reference;
pub use schema::SchemaVersion;
pub use value::{Map, Number, Value};

/// The examples of the README compile and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
