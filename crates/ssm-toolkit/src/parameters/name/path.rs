//! Paths, below which parameters lie.

use std::fmt;
use std::str::FromStr;

use super::{NameError, rules};

/// A path of the hierarchy, checked: `/app`, or `/` for all. A slash at its end does not count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterPath(String);

impl ParameterPath {
    /// The path without a slash at its end, except for the root.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What remains of a parameter's name below this path; none if it does not lie there.
    #[must_use]
    pub fn relative<'a>(&self, name: &'a str) -> Option<&'a str> {
        if self.0 == "/" {
            return Some(name.strip_prefix('/').unwrap_or(name));
        }
        name.strip_prefix(&self.0)?.strip_prefix('/')
    }
}

impl FromStr for ParameterPath {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let path = match text.strip_suffix('/') {
            Some(path) if !path.is_empty() => path,
            _ => text,
        };
        rules::path(path).map_err(|rule| NameError::new(text, rule))?;
        Ok(Self(path.to_owned()))
    }
}

impl AsRef<str> for ParameterPath {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ParameterPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_what_remains_below_the_path() {
        let path: ParameterPath = "/app/".parse().unwrap();
        assert_eq!(path.as_str(), "/app");
        assert_eq!(path.relative("/app/db/host"), Some("db/host"));
        assert_eq!(path.relative("/application"), None);
        let root: ParameterPath = "/".parse().unwrap();
        assert_eq!((root.relative("/a/b"), root.relative("a")), (Some("a/b"), Some("a")));
        assert!("/app//".parse::<ParameterPath>().is_err());
    }
}
