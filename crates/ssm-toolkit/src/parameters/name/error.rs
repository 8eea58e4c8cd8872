//! Which rule a name breaks.

use std::error::Error;
use std::fmt;

use super::rules::{LONGEST_NAME, MOST_LEVELS};
use super::selector::LONGEST_LABEL;

/// A text is no name of a parameter, and which rule it breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError {
    text: String,
    rule: NameRule,
}

/// What a name of a parameter must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameRule {
    /// It is not empty.
    NotEmpty,
    /// It has at most 1,011 characters.
    Length,
    /// It consists of letters of ASCII, digits, `.`, `-`, `_` and `/`.
    Characters,
    /// It starts with `/` if it has levels; a path always does.
    LeadingSlash,
    /// None of its levels is empty.
    EmptyLevel,
    /// It has at most 15 levels.
    Levels,
    /// It does not begin with `aws` or `ssm`, if it is to be created.
    Reserved,
    /// What stands after its colon is a version from 1, or a label of letters, digits, `.`, `-` and `_`, at
    /// most 100, that begins neither with a digit nor with `aws` or `ssm`.
    Selector,
    /// An Amazon Resource Name is one of a parameter:
    /// `arn:aws:ssm:eu-central-1:123456789012:parameter/app/host`.
    Arn,
}

impl NameError {
    pub(super) fn new(text: &str, rule: NameRule) -> Self {
        Self { text: text.to_owned(), rule }
    }

    /// The text that was to be a name.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rule that it breaks.
    #[must_use]
    pub fn rule(&self) -> NameRule {
        self.rule
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text.get(..100).unwrap_or(&self.text);
        write!(f, "{text:?} does not name a parameter: {}", self.rule)
    }
}

impl fmt::Display for NameRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEmpty => f.write_str("it is empty"),
            Self::Length => write!(f, "it is longer than {LONGEST_NAME} characters"),
            Self::Characters => f.write_str("it may consist of letters, digits, '.', '-', '_' and '/' alone"),
            Self::LeadingSlash => f.write_str("a name with levels, and a path, start with '/'"),
            Self::EmptyLevel => f.write_str("one of its levels is empty"),
            Self::Levels => write!(f, "it has more than {MOST_LEVELS} levels"),
            Self::Reserved => f.write_str("names that begin with \"aws\" or \"ssm\" are the service's own"),
            Self::Selector => write!(
                f,
                "after ':' stands a version from 1, or a label of at most {LONGEST_LABEL} letters, digits, \
                 '.', '-' and '_' that begins neither with a digit nor with \"aws\" or \"ssm\""
            ),
            Self::Arn => f.write_str(
                "an Amazon Resource Name of a parameter reads \
                 arn:aws:ssm:eu-central-1:123456789012:parameter/app/host",
            ),
        }
    }
}

impl Error for NameError {}
