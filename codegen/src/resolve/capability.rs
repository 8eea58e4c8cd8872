//! The names of capabilities, which become features of the generated crate.

use crate::error::{Error, Result};

/// Features that generated crates use for other things.
const TAKEN: &[&str] = &["default", "json"];

pub(super) fn check(operation: &str, capability: &str) -> Result<()> {
    let well_formed = capability.starts_with(|c: char| c.is_ascii_lowercase())
        && capability.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if well_formed && !TAKEN.contains(&capability) {
        Ok(())
    } else {
        Err(Error::at(operation, format!("the capability {capability:?} cannot be the name of a feature")))
    }
}
