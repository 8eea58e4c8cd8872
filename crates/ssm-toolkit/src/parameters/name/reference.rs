//! How a request refers to a parameter.

use std::fmt;
use std::str::FromStr;

use super::{NameError, ParameterArn, ParameterName, Selector};

/// How a request refers to a parameter to read: by name or Amazon Resource Name, with or without the version
/// that is meant: `/app/host`, `/app/host:3`, `/app/host:live`.
///
/// ```
/// use ssm_toolkit::parameters::{ParameterReference, Selector};
///
/// let reference: ParameterReference = "/app/host:3".parse()?;
/// assert_eq!((reference.name(), reference.selector()), ("/app/host", Some(&Selector::Version(3))));
/// # Ok::<(), ssm_toolkit::parameters::NameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ParameterReference {
    text: String,
    target: Target,
    selector: Option<Selector>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Target {
    Name(ParameterName),
    Arn(ParameterArn),
}

impl ParameterReference {
    /// The whole of it, as requests have it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The parameter's name; see [`ParameterArn::name`] for what it is by Amazon Resource Name.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.target {
            Target::Name(name) => name.as_str(),
            Target::Arn(arn) => arn.name(),
        }
    }

    /// The Amazon Resource Name, if it refers by that.
    #[must_use]
    pub fn arn(&self) -> Option<&ParameterArn> {
        match &self.target {
            Target::Name(_) => None,
            Target::Arn(arn) => Some(arn),
        }
    }

    /// The version that is meant; the latest without.
    #[must_use]
    pub fn selector(&self) -> Option<&Selector> {
        self.selector.as_ref()
    }

    /// What names of one parameter have in common, with or without a leading slash, as name or as Amazon
    /// Resource Name.
    pub(in crate::parameters) fn key(&self) -> &str {
        self.name().trim_start_matches('/')
    }

    /// The same of what an answer calls a parameter: an Amazon Resource Name if another account shares it.
    pub(in crate::parameters) fn key_of(answered: &str) -> &str {
        let path = match answered.starts_with("arn:") {
            true => answered.split_once(":parameter").map_or(answered, |(_, path)| path),
            false => answered,
        };
        path.trim_start_matches('/')
    }
}

impl FromStr for ParameterReference {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let is_arn = text.starts_with("arn:");
        // The colons within an Amazon Resource Name are five.
        let colon = text.match_indices(':').nth(if is_arn { 5 } else { 0 }).map(|(index, _)| index);
        let (target, selector) = match colon.and_then(|colon| text.split_at_checked(colon)) {
            Some((target, selector)) => (target, selector.get(1..)),
            None => (text, None),
        };
        let whole = |error: NameError| NameError::new(text, error.rule());
        let target = match is_arn {
            true => target.parse().map(Target::Arn),
            false => target.parse().map(Target::Name),
        };
        let selector = selector.map(Selector::from_str).transpose();
        Ok(Self { text: text.to_owned(), target: target.map_err(whole)?, selector: selector.map_err(whole)? })
    }
}

impl From<ParameterName> for ParameterReference {
    fn from(name: ParameterName) -> Self {
        Self { text: name.as_str().to_owned(), target: Target::Name(name), selector: None }
    }
}

impl AsRef<str> for ParameterReference {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for ParameterReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::NameRule;
    use super::*;

    #[test]
    fn every_form_of_reference_is_understood() {
        let arn = "arn:aws:ssm:us-east-1:123456789012:parameter/a/b";
        for (text, name, selector) in [
            ("app", "app", None),
            ("/a/b:3", "/a/b", Some(Selector::Version(3))),
            ("app:live", "app", Some(Selector::Label("live".to_owned()))),
            (arn, "/a/b", None),
            (&format!("{arn}:live"), "/a/b", Some(Selector::Label("live".to_owned()))),
        ] {
            let reference: ParameterReference = text.parse().unwrap();
            assert_eq!((reference.name(), reference.selector()), (name, selector.as_ref()), "{text}");
            assert_eq!(reference.to_string(), text);
            assert_eq!(reference.arn().is_some(), text.starts_with("arn:"));
        }
    }

    #[test]
    fn what_is_wrong_is_told_of_the_whole() {
        for (text, rule) in [
            ("app:1:2", NameRule::Selector),
            ("app:", NameRule::Selector),
            (":1", NameRule::NotEmpty),
            ("a b:1", NameRule::Characters),
            ("arn:aws:ssm:x", NameRule::Arn),
        ] {
            let error = text.parse::<ParameterReference>().unwrap_err();
            assert_eq!((error.rule(), error.text()), (rule, text));
        }
    }

    #[test]
    fn one_parameter_has_one_key() {
        let key = |text: &str| text.parse::<ParameterReference>().unwrap().key().to_owned();
        let arn = "arn:aws:ssm:us-east-1:123456789012:parameter/app";
        for text in ["app", "/app", "app:1", "/app:live", arn] {
            assert_eq!(key(text), "app", "{text}");
        }
        for answered in ["app", "/app", arn] {
            assert_eq!(ParameterReference::key_of(answered), "app");
        }
    }
}
