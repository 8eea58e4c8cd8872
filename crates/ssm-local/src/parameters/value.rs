//! The value of a version, and what is shown of it without the key.

use std::hash::{BuildHasher, RandomState};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use serde::{Deserialize, Serialize};

use crate::model::types::ParameterType;
use crate::protocol::Error;

/// How many bytes a ciphertext is longer than its text: about what the key service adds.
const OVERHEAD: usize = 60;

/// A value, and, if it is secret, the ciphertext that stands for it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Value {
    text: String,
    ciphertext: Option<String>,
}

impl Value {
    /// The value of a version. The identifier, of which every version has another, and the secrets
    /// make the ciphertext; nothing of the text but its length goes into it.
    pub(super) fn new(text: String, kind: &ParameterType, secrets: &RandomState, identifier: &str) -> Self {
        let secret = *kind == ParameterType::SecureString;
        let ciphertext = secret.then(|| ciphertext(text.len() + OVERHEAD, secrets, identifier));
        Self { text, ciphertext }
    }

    /// The text; of a secret value only to those who ask to have it decrypted.
    pub(super) fn shown(&self, decrypted: bool) -> &str {
        match &self.ciphertext {
            Some(ciphertext) if !decrypted => ciphertext,
            _ => &self.text,
        }
    }
}

fn ciphertext(length: usize, secrets: &RandomState, identifier: &str) -> String {
    let blocks = (0_usize..).flat_map(|block| secrets.hash_one((identifier, block)).to_le_bytes());
    STANDARD.encode(blocks.take(length).collect::<Vec<u8>>())
}

/// Refuses values that are empty or that would be taken for a reference to another parameter.
pub(super) fn check(text: &str) -> Result<(), Error> {
    if text.is_empty() {
        return Err(Error::validation(
            "1 validation error detected: Value at 'value' failed to satisfy constraint: \
             Member must have length greater than or equal to 1",
        ));
    }
    let nested = text.split_once("{{").is_some_and(|(_, rest)| rest.contains("}}"));
    if nested {
        return Err(Error::validation(
            "the value must not hold {{}}: parameters cannot refer to other parameters",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::hash::RandomState;

    use super::{Value, check};
    use crate::model::types::ParameterType;

    #[test]
    fn a_secret_value_is_shown_only_to_those_who_ask() {
        let secrets = RandomState::new();
        let value = |kind, identifier| Value::new("hunter2".to_owned(), &kind, &secrets, identifier);
        let secret = value(ParameterType::SecureString, "/a:1");
        assert_eq!(secret.shown(true), "hunter2");
        assert!(!secret.shown(false).contains("hunter2"));
        assert_eq!(secret.shown(false), value(ParameterType::SecureString, "/a:1").shown(false));
        assert_ne!(secret.shown(false), value(ParameterType::SecureString, "/a:2").shown(false));
        assert_eq!(value(ParameterType::String, "/a:1").shown(false), "hunter2");
    }

    #[test]
    fn values_are_not_empty_and_refer_to_nothing() {
        assert!(check("").is_err());
        assert!(check("{{ssm:other}}").is_err());
        assert!(check(r#"{"a":{"b":{}}}"#).is_ok());
        assert!(check("}} {{").is_ok());
    }
}
