//! Why JSON could not be read as a typed value.

use std::error::Error;
use std::fmt;

/// What does not fit. Never carries what was there instead: that may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The text is not JSON, or ends too early. Says what the parser met.
    Syntax(String),
    /// A value of another type than the model says.
    Type {
        /// What the model says.
        expected: &'static str,
        /// What kind of value was there.
        found: &'static str,
    },
    /// A number that the model's type cannot hold.
    OutOfRange {
        /// What the model says.
        expected: &'static str,
    },
    /// Members that are required and absent or null, each by its path from here.
    MissingMembers(Vec<String>),
    /// A member that the model does not have, with the names that it does have.
    UnknownMember {
        /// The name as it was given.
        name: String,
        /// The names of the model.
        known: Vec<&'static str>,
    },
    /// A union with no member, or with more than one.
    MemberCount {
        /// How many members were set.
        found: usize,
    },
}

/// JSON that does not fit a type: where, and what was expected.
///
/// Neither `Display` nor `Debug` shows the offending value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    pub(crate) path: String,
    pub(crate) offset: Option<usize>,
    pub(crate) problem: Problem,
}

impl DecodeError {
    /// The member that does not fit, such as `Parameters[2].Version`; empty for the whole. Keys of
    /// maps are shown by their position, since they are data.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The byte of the text near which reading stopped, counted from 0; unknown when the value did
    /// not come from text.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.offset
    }

    /// What does not fit.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.problem
    }
}

impl Error for DecodeError {}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(f)?;
        match (self.path.as_str(), self.offset) {
            ("", None) => Ok(()),
            ("", Some(offset)) => write!(f, " at byte {offset}"),
            (path, None) => write!(f, " at {path}"),
            (path, Some(offset)) => write!(f, " at {path}, byte {offset}"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(what) => write!(f, "not valid JSON: {what}"),
            Self::Type { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::OutOfRange { expected } => {
                write!(f, "expected {expected}, found a number out of its range")
            }
            Self::MissingMembers(names) => match names.as_slice() {
                [name] => write!(f, "required member {name} is missing"),
                names => write!(f, "required members {} are missing", names.join(", ")),
            },
            Self::UnknownMember { name, known } if known.is_empty() => {
                write!(f, "unknown member {name:?} (there are none)")
            }
            Self::UnknownMember { name, known } => {
                write!(f, "unknown member {name:?} (known are {})", known.join(", "))
            }
            Self::MemberCount { found } => {
                write!(f, "expected exactly one member of a union, found {found}")
            }
        }
    }
}
