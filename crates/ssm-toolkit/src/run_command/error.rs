//! Why a command was not seen through.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use ssm_client::Error;

use super::CommandReport;

/// Why a command was not sent, or not seen through. A command that failed is no error: its report says so.
#[derive(Debug)]
#[non_exhaustive]
pub enum CommandError {
    /// A call failed, and further looks would not help.
    Call(Error),
    /// The command is not over within the time that [`Wait::within`](super::Wait::within) set. It goes on
    /// unless it is cancelled.
    TimedOut {
        /// The command.
        command_id: String,
        /// How long was waited.
        within: Duration,
        /// How it stands: the nodes that are done and those that are not. Without nodes if the
        /// service did not answer within ten seconds.
        report: Box<CommandReport>,
    },
    /// The service does not list the command, a minute after it was first asked for.
    NotListed {
        /// The command.
        command_id: String,
    },
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::TimedOut { command_id, within, report } => {
                let (over, all) = (report.over().count(), report.target_count);
                write!(
                    f,
                    "the command {command_id} is not over within {within:?}: {over} of {all} nodes are done; \
                     it goes on unless it is cancelled"
                )
            }
            Self::NotListed { command_id } => write!(
                f,
                "the service does not list the command {command_id}; is it of another account or region, or \
                 older than 30 days?"
            ),
        }
    }
}

impl StdError for CommandError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Call(error) => error.source(),
            Self::TimedOut { .. } | Self::NotListed { .. } => None,
        }
    }
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}
