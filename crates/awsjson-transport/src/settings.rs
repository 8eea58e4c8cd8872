//! What a transport is told and where: by methods of its builder and by the environment.

mod environment;
mod file;

use std::borrow::Cow;
use std::fmt;

pub(crate) use environment::Environment;
pub(crate) use file::read_bounded;

/// A configured text with where it came from, so that an error can say which one to mend.
pub(crate) struct Setting {
    pub(crate) value: String,
    pub(crate) origin: Origin,
}

impl Setting {
    pub(crate) fn new(value: impl Into<String>, origin: Origin) -> Self {
        Self { value: value.into(), origin }
    }
}

/// Where a setting came from.
pub(crate) enum Origin {
    /// A method of the builder.
    Code(&'static str),
    /// An environment variable.
    Variable(Cow<'static, str>),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(method) => write!(f, "set by {method}"),
            Self::Variable(name) => write!(f, "from {name}"),
        }
    }
}
