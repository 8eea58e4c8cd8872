//! The regular expression that the values of a parameter must match.

use regex_lite::RegexBuilder;

use crate::model::types::{InvalidAllowedPatternException, ParameterPatternMismatchException};
use crate::protocol::Error;

/// The most memory of a compiled pattern in bytes, which also bounds the time to match a value.
const MAXIMUM_SIZE: usize = 256 * 1024;

/// Accepts a value that the pattern is found in. An empty pattern accepts every value.
pub(super) fn check(pattern: Option<&str>, value: &str) -> Result<(), Error> {
    let Some(pattern) = pattern.filter(|pattern| !pattern.is_empty()) else { return Ok(()) };
    let regex = RegexBuilder::new(pattern).size_limit(MAXIMUM_SIZE).build().map_err(|error| {
        InvalidAllowedPatternException::with_message(format!(
            "the AllowedPattern cannot be used: {error}; look-around, references to groups and classes \
             of Unicode, which the service knows, are beyond ssm-local"
        ))
    })?;
    if regex.is_match(value) {
        Ok(())
    } else {
        let message = format!("the value does not match the AllowedPattern {pattern}");
        Err(ParameterPatternMismatchException::with_message(message).into())
    }
}
