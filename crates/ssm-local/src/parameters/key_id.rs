//! The key that a secret value is encrypted with.

use crate::model::types::{InvalidKeyId, ParameterType};
use crate::protocol::Error;

/// The key of an account that parameters are encrypted with unless they name another.
const DEFAULT: &str = "alias/aws/ssm";

/// The key of a parameter of this type, for which this key was asked or was used before.
pub(super) fn resolve(
    kind: &ParameterType,
    asked: Option<String>,
    before: Option<String>,
) -> Result<Option<String>, Error> {
    if *kind != ParameterType::SecureString {
        return match asked {
            Some(_) => Err(Error::validation(format!(
                "a KeyId belongs to parameters of type SecureString only, and this one is a {}",
                kind.as_str()
            ))),
            None => Ok(None),
        };
    }
    if let Some(key) = asked.as_deref().filter(|key| !could_be_key(key)) {
        let message = format!("{key:?} is no key: say a key id, an alias such as alias/app, or an ARN");
        return Err(InvalidKeyId::with_message(message).into());
    }
    Ok(asked.or(before).or_else(|| Some(DEFAULT.to_owned())))
}

/// Whether this could be the name of a key. There is no key service here that would know.
fn could_be_key(key: &str) -> bool {
    let resource = match key.strip_prefix("arn:") {
        Some(arn) => match arn.splitn(5, ':').collect::<Vec<_>>().as_slice() {
            [_, "kms", _, _, resource] => resource.strip_prefix("key/").unwrap_or(resource),
            _ => return false,
        },
        None => key,
    };
    resource.strip_prefix("alias/").is_some_and(|alias| !alias.is_empty()) || is_key_id(resource)
}

/// Whether this is a UUID or the id of a key in several regions.
fn is_key_id(id: &str) -> bool {
    let hexadecimal = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match id.strip_prefix("mrk-") {
        Some(id) => id.len() == 32 && hexadecimal(id),
        None => id.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && id.split('-').all(hexadecimal),
    }
}

#[cfg(test)]
mod tests {
    use super::could_be_key;

    #[test]
    fn keys_are_known_by_their_form() {
        let id = "1234abcd-12ab-34cd-56ef-1234567890ab";
        for good in [
            id,
            "alias/app",
            "mrk-1234abcd12ab34cd56ef1234567890ab",
            &format!("arn:aws:kms:us-east-1:123456789012:key/{id}"),
            "arn:aws:kms:us-east-1:123456789012:alias/app",
        ] {
            assert!(could_be_key(good), "{good}");
        }
        for bad in ["", "key", "alias/", "arn:aws:kms", "arn:aws:s3:::alias/app", &id[1..]] {
            assert!(!could_be_key(bad), "{bad}");
        }
    }
}
