//! The place of an execution in lists, which begin with the latest.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use super::execution::Execution;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    before_the_end: i64,
    id: String,
}

impl Position {
    pub(super) fn of(execution: &Execution) -> Self {
        let milliseconds = execution.started.unix_timestamp_nanos() / 1_000_000;
        let milliseconds = i64::try_from(milliseconds).unwrap_or(i64::MAX);
        Self { before_the_end: i64::MAX - milliseconds, id: execution.id.clone() }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.before_the_end, self.id)
    }
}

impl FromStr for Position {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (before_the_end, id) = text.split_once('/').unwrap_or((text, ""));
        Ok(Self { before_the_end: before_the_end.parse()?, id: id.to_owned() })
    }
}
