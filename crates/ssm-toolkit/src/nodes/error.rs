//! Why nodes were not waited for to the end.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use ssm_client::Error;

use super::Reachability;

/// How many nodes a message names.
const NAMED: usize = 3;

/// Why nodes were not waited for to the end.
#[derive(Debug)]
#[non_exhaustive]
pub enum NodesError {
    /// A call failed, and further looks would not help.
    Call(Error),
    /// The time is over, and some are not online.
    NotOnline {
        /// How long was waited.
        within: Duration,
        /// Those that are not online.
        missing: Vec<String>,
        /// What keeps them, of at most the first five.
        reasons: Vec<Reachability>,
    },
}

impl fmt::Display for NodesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::NotOnline { within, missing, reasons } => {
                write!(f, "{} nodes are not online within {within:?}: ", missing.len())?;
                for (index, id) in missing.iter().take(NAMED).enumerate() {
                    let separator = if index == 0 { "" } else { ", " };
                    match reasons.iter().find(|reason| reason.node_id == *id) {
                        Some(reason) => write!(f, "{separator}{id} ({})", reason.verdict)?,
                        None => write!(f, "{separator}{id}")?,
                    }
                }
                if missing.len() > NAMED { f.write_str(", ...") } else { Ok(()) }
            }
        }
    }
}

impl StdError for NodesError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Call(error) => error.source(),
            Self::NotOnline { .. } => None,
        }
    }
}

impl From<Error> for NodesError {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}
