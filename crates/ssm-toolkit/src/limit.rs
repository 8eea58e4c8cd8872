//! A number of targets, or a share of them.

use std::fmt;

/// A number of targets, or a share of them: for how many at a time, and how many errors.
///
/// ```
/// use ssm_toolkit::Limit;
///
/// assert_eq!(Limit::from(10).to_string(), "10");
/// assert_eq!(Limit::percent(25).to_string(), "25%");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Count(u32),
    Percent(u8),
}

impl Limit {
    /// So many targets, or errors, whatever the number of targets is.
    #[must_use]
    pub fn count(targets: u32) -> Self {
        Self(Kind::Count(targets))
    }

    /// So many percent of the targets, at most 100, which the service rounds down.
    #[must_use]
    pub fn percent(share: u8) -> Self {
        Self(Kind::Percent(share.min(100)))
    }
}

impl From<u32> for Limit {
    fn from(targets: u32) -> Self {
        Self::count(targets)
    }
}

/// As the service writes it.
impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Count(targets) => write!(f, "{targets}"),
            Kind::Percent(share) => write!(f, "{share}%"),
        }
    }
}
