//! Which version of a parameter is meant.

use std::fmt;
use std::str::FromStr;

use super::{NameError, NameRule, rules};

/// The longest label in characters: the service's limit.
pub(super) const LONGEST_LABEL: usize = 100;

/// Which version of a parameter is meant: what stands after the colon in `/app/host:3` or `/app/host:live`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Selector {
    /// The version of this number, from 1.
    Version(i64),
    /// The version that has this label.
    Label(String),
}

impl FromStr for Selector {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let refused = || NameError::new(text, NameRule::Selector);
        if text.starts_with(|first: char| first.is_ascii_digit()) {
            let version = text.parse().ok().filter(|&version| version > 0);
            return version.map(Self::Version).ok_or_else(refused);
        }
        let allowed = |character: char| character.is_ascii_alphanumeric() || "_.-".contains(character);
        let sound = (1..=LONGEST_LABEL).contains(&text.len())
            && text.chars().all(allowed)
            && rules::not_reserved(text).is_ok();
        if sound { Ok(Self::Label(text.to_owned())) } else { Err(refused()) }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => write!(f, "{version}"),
            Self::Label(label) => f.write_str(label),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_version_and_a_word_a_label() {
        assert_eq!("3".parse(), Ok(Selector::Version(3)));
        assert_eq!("live".parse(), Ok(Selector::Label("live".to_owned())));
        for text in ["", "0", "1a", "99999999999999999999", "a b", "aws", "SSMx", "a:b", &"l".repeat(101)] {
            assert!(text.parse::<Selector>().is_err(), "{text}");
        }
    }
}
