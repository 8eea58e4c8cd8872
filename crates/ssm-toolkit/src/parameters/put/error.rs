//! Why a parameter was not stored, or not as it should be.

use std::error::Error;
use std::fmt;

use ssm_client::Failure;
use ssm_client::error::PutParameterError;

use super::Stored;
use crate::parameters::NameError;

/// Why a parameter was not stored, or not as it should be. Its text holds no value.
#[derive(Debug)]
#[non_exhaustive]
pub enum PutError {
    /// No parameter may have this name. Nothing was sent.
    Name(NameError),
    /// It breaks a limit of the service. Nothing was sent.
    Limit {
        /// The parameter.
        name: String,
        /// The limit, and by how much it is broken.
        problem: String,
    },
    /// The service did not store it, or whether it did is not known: see
    /// [`may_have_run`](Failure::may_have_run).
    NotStored {
        /// The parameter.
        name: String,
        /// What the service says, or why it says nothing.
        error: ssm_client::Error<PutParameterError>,
    },
    /// It is stored, and has not got its tags.
    NotTagged {
        /// The parameter.
        name: String,
        /// What was stored.
        stored: Stored,
        /// Why it could not be tagged.
        failure: Failure,
    },
}

impl PutError {
    /// The service's own error, if that is what it was.
    #[must_use]
    pub fn service(&self) -> Option<&PutParameterError> {
        match self {
            Self::NotStored { error, .. } => error.service(),
            _ => None,
        }
    }

    /// The call that failed.
    #[must_use]
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::NotStored { error, .. } => Some(error.failure()),
            Self::NotTagged { failure, .. } => Some(failure),
            Self::Name(_) | Self::Limit { .. } => None,
        }
    }
}

impl From<NameError> for PutError {
    fn from(error: NameError) -> Self {
        Self::Name(error)
    }
}

impl fmt::Display for PutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(error) => error.fmt(f),
            Self::Limit { name, problem } => write!(f, "{name} was not sent: {problem}"),
            Self::NotStored { name, error } if error.may_have_run() => {
                write!(f, "it is not known whether {name} was stored")
            }
            Self::NotStored { name, .. } => write!(f, "{name} was not stored"),
            Self::NotTagged { name, stored, .. } => {
                write!(f, "version {} of {name} was stored, but not tagged", stored.version)
            }
        }
    }
}

impl Error for PutError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.failure().map(|failure| failure as _)
    }
}
