//! Why a document was not read or stored.

use std::error::Error as StdError;
use std::fmt;

use ssm_client::Error;
use ssm_document::{ParseError, Problems};

/// Why a document was not read or stored.
#[derive(Debug)]
#[non_exhaustive]
pub enum DocumentsError {
    /// A call failed.
    Call(Error),
    /// The document breaks rules of its schema. Nothing was sent.
    Invalid(Problems),
    /// The type does not follow from the schema. Nothing was sent.
    UnknownType,
    /// The content of a stored document cannot be read.
    Unreadable {
        /// The document.
        name: String,
        /// Why not.
        error: ParseError,
    },
    /// The service took the document and cannot use it.
    NotUsable {
        /// The document.
        name: String,
        /// The service's reason.
        reason: String,
    },
    /// The service took the document and does not say within a minute that it can be used.
    NotActive {
        /// The document.
        name: String,
    },
}

impl fmt::Display for DocumentsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Invalid(problems) => write!(f, "the document is not valid: {problems}"),
            Self::UnknownType => f.write_str(
                "the document has no schemaVersion that says its type; create it with `create_as`",
            ),
            Self::Unreadable { name, error } => write!(f, "the document {name} cannot be read: {error}"),
            Self::NotUsable { name, reason } => {
                write!(f, "the service cannot use the document {name}: {reason}")
            }
            Self::NotActive { name } => {
                write!(f, "the document {name} is stored, and not active within a minute")
            }
        }
    }
}

impl StdError for DocumentsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Call(error) => error.source(),
            Self::Unreadable { error, .. } => error.source(),
            _ => None,
        }
    }
}

impl From<Error> for DocumentsError {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<Problems> for DocumentsError {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
    }
}
