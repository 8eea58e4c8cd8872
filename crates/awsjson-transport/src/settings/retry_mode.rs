//! How failed calls are tried again.

use std::fmt;

/// How calls that failed in a way that passes are tried again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryMode {
    /// After a growing, random wait, as long as not too many calls of the same client fail.
    #[default]
    Standard,
    /// As [`Standard`](Self::Standard), and calls are also slowed down to the rate that the service
    /// lets through.
    Adaptive,
    /// Not at all.
    Off,
}

impl RetryMode {
    /// The mode's name, as `AWS_RETRY_MODE` has it; `off` is known to this crate alone.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Adaptive => "adaptive",
            Self::Off => "off",
        }
    }

    /// What `AWS_RETRY_MODE` and `retry_mode` say. `legacy`, which other tools still take, means
    /// `standard` here: a shared file that is meant for those tools must not stop this one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "standard" | "legacy" => Some(Self::Standard),
            "adaptive" => Some(Self::Adaptive),
            "off" => Some(Self::Off),
            _ => None,
        }
    }
}

impl fmt::Display for RetryMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
