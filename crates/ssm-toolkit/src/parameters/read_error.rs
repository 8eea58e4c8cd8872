//! Why parameters could not be read, and what was read all the same.

use std::error::Error;
use std::fmt;

use ssm_client::Failure;

use super::{NameError, Parameter};

/// Why parameters could not be read, and what was read all the same. Its text names parameters, and no value.
#[derive(Debug)]
pub struct ReadError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    problem: Problem,
    found: Vec<Parameter>,
    missing: Vec<String>,
    unread: Vec<String>,
}

#[derive(Debug)]
enum Problem {
    Name(NameError),
    Missing,
    Call(Failure),
}

impl ReadError {
    /// Everything was asked for, and these are not there.
    pub(super) fn missing_ones(missing: Vec<String>, found: Vec<Parameter>) -> Self {
        Self(Box::new(Inner { problem: Problem::Missing, found, missing, unread: Vec::new() }))
    }

    /// A call failed, so that these were not read.
    pub(super) fn call(failure: impl Into<Failure>, unread: Vec<String>) -> Self {
        let problem = Problem::Call(failure.into());
        Self(Box::new(Inner { problem, found: Vec::new(), missing: Vec::new(), unread }))
    }

    /// What had come by then.
    pub(super) fn after(mut self, found: Vec<Parameter>, missing: Vec<String>) -> Self {
        self.0.found = found;
        self.0.missing = missing;
        self
    }

    /// All calls succeeded, and some of the parameters are not there: [`missing`](Self::missing) says which.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self.0.problem, Problem::Missing)
    }

    /// The names that the service said it has no parameter for, or none of that version, as they were asked for.
    #[must_use]
    pub fn missing(&self) -> &[String] {
        &self.0.missing
    }

    /// What was asked for and not read because a call failed, as it was asked for: names, or the path. Ask for
    /// these again to go on.
    #[must_use]
    pub fn unread(&self) -> &[String] {
        &self.0.unread
    }

    /// The parameters that were read, each once, in the order in which they were asked for.
    #[must_use]
    pub fn found(&self) -> &[Parameter] {
        &self.0.found
    }

    /// The same, by value.
    #[must_use]
    pub fn into_found(self) -> Vec<Parameter> {
        self.0.found
    }

    /// The call that failed. The client had repeated it by then as often as it may.
    #[must_use]
    pub fn failure(&self) -> Option<&Failure> {
        match &self.0.problem {
            Problem::Call(failure) => Some(failure),
            _ => None,
        }
    }

    /// The name that is none, for which nothing was asked.
    #[must_use]
    pub fn name(&self) -> Option<&NameError> {
        match &self.0.problem {
            Problem::Name(error) => Some(error),
            _ => None,
        }
    }
}

impl From<NameError> for ReadError {
    fn from(error: NameError) -> Self {
        let problem = Problem::Name(error);
        Self(Box::new(Inner { problem, found: Vec::new(), missing: Vec::new(), unread: Vec::new() }))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.problem {
            Problem::Name(error) => error.fmt(f),
            Problem::Missing => write!(f, "there is no parameter {}", FirstFew(&self.0.missing)),
            Problem::Call(_) => write!(f, "could not read {}", FirstFew(&self.0.unread)),
        }
    }
}

impl Error for ReadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0.problem {
            Problem::Call(failure) => Some(failure),
            Problem::Name(_) | Problem::Missing => None,
        }
    }
}

/// Names in a sentence: the first few, and how many more there are.
struct FirstFew<'a>(&'a [String]);

impl fmt::Display for FirstFew<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 5;
        for (index, name) in self.0.iter().take(SHOWN).enumerate() {
            write!(f, "{}{name}", if index == 0 { "" } else { ", " })?;
        }
        match self.0.len().checked_sub(SHOWN) {
            Some(more @ 1..) => write!(f, " and {more} more"),
            _ => Ok(()),
        }
    }
}
