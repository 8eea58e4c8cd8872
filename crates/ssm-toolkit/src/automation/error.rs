//! Why an execution was not seen through.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use ssm_client::Error;

use super::AutomationReport;

/// Why an execution was not started, or not seen through. One that failed is no error: its report says so.
#[derive(Debug)]
#[non_exhaustive]
pub enum AutomationError {
    /// A call failed, and further looks would not help.
    Call(Error),
    /// The execution is not over within the time that [`Wait::within`](super::Wait::within) set. It goes
    /// on unless it is cancelled.
    TimedOut {
        /// The execution.
        execution_id: String,
        /// How long was waited.
        within: Duration,
        /// How it stood at the last look; none if there was no answer at all.
        report: Option<Box<AutomationReport>>,
    },
}

impl fmt::Display for AutomationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::TimedOut { execution_id, within, report } => {
                write!(f, "the execution {execution_id} is not over within {within:?}")?;
                if let Some(report) = report {
                    write!(f, ": it is {}", report.status.as_str())?;
                    if let Some(step) = report.current_step() {
                        write!(f, " at the step {}", step.name)?;
                    }
                }
                f.write_str("; it goes on unless it is cancelled")
            }
        }
    }
}

impl StdError for AutomationError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Call(error) => error.source(),
            Self::TimedOut { .. } => None,
        }
    }
}

impl From<Error> for AutomationError {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}
