//! What a parameter may be called.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::identity::Identity;
use crate::model::types::{AccessDeniedException, HierarchyLevelLimitExceededException};
use crate::protocol::Error;
use crate::tags::Resource;

/// The most levels of a hierarchy, the parameter itself among them.
const MAXIMUM_LEVELS: usize = 15;

/// The longest Amazon Resource Name of a parameter.
const MAXIMUM_ARN: usize = 1011;

/// What identifies a parameter: its name as a path from the root. `app` and `/app` are one
/// parameter, because they have one Amazon Resource Name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Key(String);

impl Key {
    /// The key of this name, whether or not there could be such a parameter. Blanks around a name
    /// do not count.
    pub(crate) fn of(name: &str) -> Self {
        let name = name.trim();
        Self(format!("/{}", name.strip_prefix('/').unwrap_or(name)))
    }

    /// The path from the root, starting with a slash.
    pub(super) fn as_path(&self) -> &str {
        &self.0
    }

    /// The parameter as something that can be tagged.
    pub(crate) fn resource(&self) -> Resource {
        Resource::parameter(&self.0)
    }

    pub(super) fn arn(&self, identity: &Identity) -> String {
        identity.arn(&format!("parameter{}", self.0))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Key {
    type Err = std::convert::Infallible;

    fn from_str(path: &str) -> Result<Self, Self::Err> {
        Ok(Self(path.to_owned()))
    }
}

/// The key of a name that refers to a parameter, which may exist or not.
pub(super) fn existing(name: &str) -> Result<Key, Error> {
    check_characters(name.trim())?;
    Ok(Key::of(name))
}

/// The key of a name that may be given to a new parameter.
pub(super) fn new(name: &str, identity: &Identity) -> Result<Key, Error> {
    let name = name.trim();
    check_characters(name)?;
    check_path(name)?;
    check_prefix(name)?;
    check_levels(name)?;
    let key = Key::of(name);
    let length = key.arn(identity).len();
    if length > MAXIMUM_ARN {
        return Err(Error::validation(format!(
            "the Amazon Resource Name of the parameter has {length} characters and may have {MAXIMUM_ARN}"
        )));
    }
    Ok(key)
}

fn check_characters(name: &str) -> Result<(), Error> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_.-/".contains(c);
    if name.is_empty() || !name.chars().all(allowed) {
        return Err(Error::validation(format!(
            "the parameter name {name:?} may consist of letters, digits, and the symbols . - _, with / \
             between the levels of a hierarchy; it is the name itself, not an Amazon Resource Name"
        )));
    }
    Ok(())
}

fn check_path(name: &str) -> Result<(), Error> {
    if name.contains('/') && !name.starts_with('/') {
        return Err(Error::validation(format!(
            "the parameter name {name:?} must be fully qualified: a name with levels starts with /"
        )));
    }
    let levels = name.strip_prefix('/').unwrap_or(name);
    if levels.split('/').any(str::is_empty) {
        return Err(Error::validation(format!("the parameter name {name:?} has an empty level")));
    }
    Ok(())
}

/// Refuses the names that the service keeps for itself, which start with `aws` or `ssm`.
fn check_prefix(name: &str) -> Result<(), Error> {
    let path = name.strip_prefix('/').unwrap_or(name);
    if is_reserved(name) {
        if name.starts_with('/') && path.contains('/') && starts_with(path, "aws") {
            let message = format!("No access to reserved parameter name: {name}.");
            return Err(AccessDeniedException::with_message(message).into());
        }
        let message = if path.contains('/') {
            "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can \
             consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, \
             numbers and the following 3 symbols .-_"
        } else {
            "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive)."
        };
        return Err(Error::validation(message));
    }
    Ok(())
}

/// Whether a name or path is among those that the service keeps for itself.
pub(super) fn is_reserved(name: &str) -> bool {
    let path = name.strip_prefix('/').unwrap_or(name);
    starts_with(path, "aws") || starts_with(path, "ssm")
}

/// Whether a text starts with this prefix, in whatever case.
pub(super) fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn check_levels(name: &str) -> Result<(), Error> {
    let levels = name.split('/').filter(|level| !level.is_empty()).count();
    if levels > MAXIMUM_LEVELS {
        return Err(HierarchyLevelLimitExceededException::with_message(format!(
            "the parameter name has {levels} levels and may have {MAXIMUM_LEVELS}"
        ))
        .into());
    }
    Ok(())
}

/// A path of the hierarchy, under which parameters lie: without the slash at its end, so that the
/// root is empty.
pub(super) fn path(path: &str) -> Result<String, Error> {
    let trimmed = path.trim();
    let inner = trimmed.strip_suffix('/').unwrap_or(trimmed);
    let has_empty_level = inner.split('/').skip(1).any(str::is_empty);
    if !trimmed.starts_with('/') || has_empty_level || check_characters(trimmed).is_err() {
        return Err(Error::validation(
            "The parameter doesn't meet the parameter name requirements. The parameter name must begin with \
             a forward slash \"/\". It can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). It must \
             use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). \
             Special characters are not allowed. All sub-paths, if specified, must use the forward slash \
             symbol \"/\". Valid example: /get/parameters2-/by1./path0_.",
        ));
    }
    Ok(inner.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Key, existing, new, path};
    use crate::identity::Identity;

    fn refused(name: &str) -> Option<String> {
        let identity = Identity { region: "us-east-1".to_owned(), account_id: "123456789012".to_owned() };
        new(name, &identity).err().map(|error| format!("{error:?}"))
    }

    #[test]
    fn a_name_with_and_without_its_leading_slash_is_one_parameter() {
        assert_eq!(Key::of("app"), Key::of(" /app "));
        assert_ne!(Key::of("app"), Key::of("App"));
    }

    #[test]
    fn names_of_the_service_itself_are_refused() {
        for name in ["aws", "awsome", "AWS-x", "/Aws", "ssm.x", "/ssm/a", "/SSM/a/b"] {
            assert!(refused(name).is_some_and(|error| error.contains("ValidationException")), "{name}");
        }
        assert!(refused("/aws/a/b").is_some_and(|error| error.contains("AccessDeniedException")));
        assert_eq!(refused("/app/aws"), None);
    }

    #[test]
    fn names_have_at_most_15_levels() {
        assert_eq!(refused(&"/a".repeat(15)), None);
        let error = refused(&"/a".repeat(16)).unwrap_or_default();
        assert!(error.contains("HierarchyLevelLimitExceededException"), "{error}");
    }

    #[test]
    fn names_are_as_long_as_their_arn_leaves_room() {
        let prefix = "arn:aws:ssm:us-east-1:123456789012:parameter/".len();
        assert_eq!(refused(&"n".repeat(1011 - prefix)), None);
        assert!(refused(&"n".repeat(1012 - prefix)).is_some());
    }

    #[test]
    fn misspelt_names_and_paths_are_refused() {
        for name in ["", "a b", "a/b", "/a//b", "/a/", "/", "ä", "a:1", "{{x}}"] {
            assert!(refused(name).is_some(), "{name}");
        }
        assert!(existing("a b").is_err());
        for bad in ["", "a", "a/b", "//", "/a//", "/a b"] {
            assert!(path(bad).is_err(), "{bad}");
        }
        assert_eq!(path("/").unwrap(), "");
        assert_eq!(path("/a/b/").unwrap(), "/a/b");
    }
}
