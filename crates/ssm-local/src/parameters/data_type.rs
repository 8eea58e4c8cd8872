//! Data types: what the text of a value must look like.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::model::types::ParameterType;
use crate::protocol::Error;

/// The data type of values that may be any text.
pub(super) const TEXT: &str = "text";

/// Accepts a value that has the form of this data type. Every item of a list must have it.
pub(super) fn check(data_type: &str, kind: &ParameterType, value: &str) -> Result<(), Error> {
    let Some(has_form) = form(data_type) else {
        return Err(Error::validation(format!(
            "The following data type is not supported: {data_type} (Data type names are all lowercase.)"
        )));
    };
    let fits = match kind {
        ParameterType::StringList => value.split(',').all(has_form),
        _ => has_form(value),
    };
    if fits { Ok(()) } else { Err(Error::validation(format!("the value is no {data_type}"))) }
}

fn form(data_type: &str) -> Option<fn(&str) -> bool> {
    Some(match data_type {
        // Binary values have no form that could be told, and the others are beyond this endpoint:
        // the name of an integration decides about its value, and comments are not JSON.
        TEXT | "aws:ssm:integration" | "binary" | "jsonc" => |_| true,
        "aws:account:id" => |value| value.len() == 12 && all(value, |c| c.is_ascii_digit()),
        "aws:ec2:image" => is_image,
        "aws:region" => is_region,
        "boolean" => |value| ["true", "false"].contains(&value),
        "email" => is_email,
        "float" => |value| value.parse::<f64>().is_ok_and(f64::is_finite),
        "hostname" => is_hostname,
        "integer" => |value| value.parse::<i128>().is_ok(),
        "ipv4-address" => |value| value.parse::<Ipv4Addr>().is_ok(),
        "ipv6-address" => |value| value.parse::<Ipv6Addr>().is_ok(),
        "json" => |value| serde_json::from_str::<serde_json::Value>(value).is_ok(),
        "url" => is_url,
        _ => return None,
    })
}

fn all(text: &str, holds: fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(holds)
}

/// Whether this could be the id of an image. There are no images here that it could name.
fn is_image(value: &str) -> bool {
    value.strip_prefix("ami-").is_some_and(|id| all(id, |c| c.is_ascii_alphanumeric()))
}

fn is_region(value: &str) -> bool {
    let mut parts = value.rsplit('-');
    let number = parts.next().is_some_and(|number| all(number, |c| c.is_ascii_digit()));
    let names: Vec<&str> = parts.collect();
    number && names.len() >= 2 && names.iter().all(|name| all(name, |c| c.is_ascii_lowercase()))
}

fn is_hostname(value: &str) -> bool {
    let is_label = |label: &str| {
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '-';
        label.len() <= 63 && all(label, inner) && !label.starts_with('-') && !label.ends_with('-')
    };
    value.len() <= 253 && value.split('.').all(is_label)
}

fn is_email(value: &str) -> bool {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '@';
    value.split_once('@').is_some_and(|(local, domain)| all(local, plain) && is_hostname(domain))
}

fn is_url(value: &str) -> bool {
    let visible = |c: char| !c.is_whitespace() && !c.is_control();
    value.split_once("://").is_some_and(|(scheme, rest)| {
        all(scheme, |c| c.is_ascii_alphanumeric() || "+-.".contains(c)) && all(rest, visible)
    })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::model::types::ParameterType;

    #[test]
    fn values_are_held_against_their_data_type() {
        for (data_type, good, bad) in [
            ("aws:account:id", "123456789012", "12345"),
            ("aws:ec2:image", "ami-0123456789abcdef0", "image"),
            ("aws:region", "us-gov-west-1", "Frankfurt"),
            ("boolean", "true", "yes"),
            ("email", "a.b@example.com", "a@b@c"),
            ("float", "-1.5e3", "inf"),
            ("hostname", "db-1.example.com", "-db"),
            ("integer", "-42", "4.2"),
            ("ipv4-address", "10.0.0.1", "10.0.0"),
            ("ipv6-address", "::1", "10.0.0.1"),
            ("json", r#"{"a":[1]}"#, "{"),
            ("url", "https://example.com/x", "example"),
        ] {
            assert!(check(data_type, &ParameterType::String, good).is_ok(), "{data_type}: {good}");
            assert!(check(data_type, &ParameterType::String, bad).is_err(), "{data_type}: {bad}");
        }
        assert!(check("text", &ParameterType::String, "anything").is_ok());
        assert!(check("Text", &ParameterType::String, "anything").is_err());
    }

    #[test]
    fn every_item_of_a_list_is_held_against_the_data_type() {
        assert!(check("integer", &ParameterType::StringList, "1,2,3").is_ok());
        assert!(check("integer", &ParameterType::StringList, "1,two,3").is_err());
        assert!(check("integer", &ParameterType::String, "1,2,3").is_err());
    }
}
