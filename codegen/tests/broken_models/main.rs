//! A model or overlay that cannot be used is one clear error: which shape, in which document, and why.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod behaviour;
mod documents;
mod names;
mod overlays;
mod prose;
mod recursion;
mod references;
mod service;
mod support;
mod traits;
