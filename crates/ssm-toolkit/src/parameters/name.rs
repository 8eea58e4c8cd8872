//! What parameters are called, and how requests refer to them.

mod arn;
mod error;
mod path;
mod reference;
mod rules;
mod selector;

use std::fmt;
use std::str::FromStr;

pub use arn::ParameterArn;
pub use error::{NameError, NameRule};
pub use path::ParameterPath;
pub use reference::ParameterReference;
pub use selector::Selector;

/// The name of a parameter, checked: `db-host`, or `/app/db/host` in a hierarchy.
///
/// It consists of letters, digits and `.`, `-`, `_`, with `/` between at most 15 levels; a name with levels
/// starts with `/`, and none of them is empty. What the service itself provides below `/aws/` may have more
/// levels, and secrets below `/aws/reference/secretsmanager/` are also spelled with `+`, `=` and `@`.
///
/// ```
/// use ssm_toolkit::parameters::{NameRule, ParameterName};
///
/// let name: ParameterName = "/app/db/host".parse()?;
/// assert_eq!(name.levels().collect::<Vec<_>>(), ["app", "db", "host"]);
/// let error = "app/db".parse::<ParameterName>().unwrap_err();
/// assert_eq!(error.rule(), NameRule::LeadingSlash);
/// # Ok::<(), ssm_toolkit::parameters::NameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterName(String);

impl ParameterName {
    /// The name as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The levels of the hierarchy, the parameter itself being the last.
    pub fn levels(&self) -> impl DoubleEndedIterator<Item = &str> {
        rules::levels(&self.0)
    }

    /// Checks that a parameter of this name may be created: names that begin with `aws` or `ssm`, in any
    /// case of letters, are the service's own.
    ///
    /// # Errors
    ///
    /// [`NameRule::Reserved`].
    pub fn check_creatable(&self) -> Result<(), NameError> {
        rules::not_reserved(&self.0).map_err(|rule| NameError::new(&self.0, rule))
    }
}

impl FromStr for ParameterName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        rules::name(text).map_err(|rule| NameError::new(text, rule))?;
        Ok(Self(text.to_owned()))
    }
}

impl AsRef<str> for ParameterName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ParameterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_name_of_levels_is_one(levels in prop::collection::vec("[A-Za-z0-9_.-]{1,20}", 1..=15)) {
            let text = format!("/{}", levels.join("/"));
            let name: ParameterName = text.parse().unwrap();
            prop_assert!(name.levels().eq(levels.iter().map(String::as_str)));
            let reference: ParameterReference = format!("{text}:7").parse().unwrap();
            prop_assert_eq!((reference.name(), reference.selector()), (&text[..], Some(&Selector::Version(7))));
            let arn: ParameterArn =
                format!("arn:aws:ssm:eu-central-1:123456789012:parameter{text}").parse().unwrap();
            prop_assert_eq!(arn.name().trim_start_matches('/'), text.trim_start_matches('/'));
        }

        #[test]
        fn what_is_accepted_is_kept_and_what_is_not_is_told(text in "[a-z/.:@ ]{0,30}|\\PC{0,30}") {
            match text.parse::<ParameterReference>() {
                Ok(reference) => prop_assert_eq!(reference.as_str(), &text),
                Err(error) => prop_assert_eq!(error.text(), &text),
            }
            if let Ok(path) = text.parse::<ParameterPath>() {
                let below = format!("{}/x", path.as_str().trim_end_matches('/'));
                prop_assert_eq!(path.relative(&below), Some("x"));
            }
        }
    }
}
