//! How a request refers to a parameter to read: `name`, `name:version`, `name:label`, or the Amazon
//! Resource Name, with or without a version or label.

use super::name::{self, Key};
use super::parameter::{Parameter, Version};
use crate::identity::Identity;
use crate::model::types::{ParameterNotFound, ParameterVersionNotFound};
use crate::protocol::{Call, Error};

/// A parameter, or one of its versions.
#[derive(Debug, PartialEq)]
pub(super) struct Reference {
    pub(super) key: Key,
    /// A version number or a label.
    pub(super) selector: Option<String>,
}

/// Why nothing was found.
pub(super) enum Missing {
    Parameter,
    Version,
}

impl Reference {
    /// Understands a reference; none if it is well formed and can refer to nothing here, such as to
    /// another account's parameter.
    pub(super) fn parse(text: &str, identity: &Identity) -> Result<Option<Self>, Error> {
        let text = text.trim();
        let local = match text.starts_with("arn:") {
            true => match text.strip_prefix(&identity.arn("parameter")) {
                Some(path) if path.starts_with('/') => path,
                _ => return Ok(None),
            },
            false => text,
        };
        let mut parts = local.splitn(3, ':');
        let key = name::existing(parts.next().unwrap_or_default())?;
        let selector = parts.next().map(str::to_owned);
        Ok(parts.next().is_none().then_some(Self { key, selector }))
    }

    /// The version that is meant: without a selector the latest.
    pub(super) fn find<'a>(&self, call: &'a Call<'_>) -> Result<(&'a Parameter, &'a Version), Missing> {
        let parameter = call.store.parameters.get(&self.key).ok_or(Missing::Parameter)?;
        let version = match &self.selector {
            None => Some(parameter.latest()),
            Some(selector) => match selector.parse() {
                Ok(number) => parameter.version(number),
                Err(_) => parameter.labelled(selector),
            },
        };
        version.map(|version| (parameter, version)).ok_or(Missing::Version)
    }
}

/// The parameter of this name, which is neither an Amazon Resource Name nor followed by a selector.
pub(super) fn by_name<'a>(name: &str, call: &'a mut Call<'_>) -> Result<&'a mut Parameter, Error> {
    let key = name::existing(name)?;
    call.store.parameters.get_mut(&key).ok_or_else(|| not_found(name))
}

/// There is no such parameter.
pub(super) fn not_found(name: &str) -> Error {
    ParameterNotFound::with_message(format!("Parameter {name} not found.")).into()
}

/// There is such a parameter, and it has no such version or label. Clients know the words.
pub(super) fn version_not_found(name: &str, selector: impl std::fmt::Display) -> Error {
    let message = format!(
        "Systems Manager could not find version {selector} of {name}. Verify the version and try again."
    );
    ParameterVersionNotFound::with_message(message).into()
}

#[cfg(test)]
mod tests {
    use super::{Key, Reference};
    use crate::identity::Identity;

    #[test]
    fn every_form_of_reference_is_understood() {
        let identity = Identity { region: "us-east-1".to_owned(), account_id: "123456789012".to_owned() };
        let parse = |text: &str| Reference::parse(text, &identity).unwrap();
        let reference = |name: &str, selector: Option<&str>| {
            Some(Reference { key: Key::of(name), selector: selector.map(str::to_owned) })
        };
        assert_eq!(parse(" app "), reference("app", None));
        assert_eq!(parse("/a/b:3"), reference("/a/b", Some("3")));
        assert_eq!(parse("app:live"), reference("app", Some("live")));
        let arn = "arn:aws:ssm:us-east-1:123456789012:parameter";
        assert_eq!(parse(&format!("{arn}/app")), reference("app", None));
        assert_eq!(parse(&format!("{arn}/a/b:live")), reference("/a/b", Some("live")));
        assert_eq!(parse("app:1:2"), None);
        assert_eq!(parse("arn:aws:ssm:us-east-1:210987654321:parameter/app"), None);
        assert_eq!(parse("arn:aws:ssm:eu-west-1:123456789012:parameter/app"), None);
        assert!(Reference::parse("a b", &identity).is_err());
    }
}
