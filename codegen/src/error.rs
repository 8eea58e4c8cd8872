//! Why a model cannot be turned into code.

use std::fmt;

/// What the result of every stage is made of.
pub type Result<T> = std::result::Result<T, Error>;

/// A model or overlay that cannot be used: which shape, in which document, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    message: String,
    shape: Option<String>,
    document: Option<String>,
}

impl Error {
    /// An error that concerns no shape in particular.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), shape: None, document: None }
    }

    /// An error in the shape, or the member `shape$member`, of this id.
    pub(crate) fn at(shape: impl Into<String>, message: impl Into<String>) -> Self {
        Self { message: message.into(), shape: Some(shape.into()), document: None }
    }

    /// The same error, with the document that it was found in.
    pub(crate) fn in_document(mut self, document: &str) -> Self {
        self.document.get_or_insert_with(|| document.to_owned());
        self
    }

    /// The id of the offending shape or member, if it is one.
    #[must_use]
    pub fn shape(&self) -> Option<&str> {
        self.shape.as_deref()
    }

    /// The document that holds the error, if it is known.
    #[must_use]
    pub fn document(&self) -> Option<&str> {
        self.document.as_deref()
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(document) = &self.document {
            write!(f, "{document}: ")?;
        }
        if let Some(shape) = &self.shape {
            write!(f, "{shape}: ")?;
        }
        f.write_str(&self.message)
    }
}
