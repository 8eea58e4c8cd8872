use std::error::Error;
use std::fmt;

/// Why a source gives no credentials, in the words of a sentence's middle and without any secret.
#[derive(Debug)]
pub(crate) enum Unavailable {
    /// Nothing says that this source should be used, so the next one is asked.
    NotConfigured(String),
    /// It should be used and cannot, so no other identity is tried in its place.
    Failed(String),
}

impl Unavailable {
    pub(super) fn not_configured(reason: impl Into<String>) -> Self {
        Self::NotConfigured(reason.into())
    }

    pub(super) fn failed(reason: impl fmt::Display) -> Self {
        Self::Failed(reason.to_string())
    }

    /// The same reason where the source was asked for by name.
    pub(super) fn into_failed(self) -> Self {
        match self {
            Self::NotConfigured(reason) | Self::Failed(reason) => Self::Failed(reason),
        }
    }

    pub(super) fn reason(&self) -> &str {
        match self {
            Self::NotConfigured(reason) | Self::Failed(reason) => reason,
        }
    }
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())
    }
}

impl Error for Unavailable {}
