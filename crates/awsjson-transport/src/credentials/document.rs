//! Credentials in JSON, as processes, containers and instances give them.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use awsjson_wire::{Reading, Slot, date_time, parse_timestamp, read, to_json};
use serde_json::Value;
use time::OffsetDateTime;

use super::unavailable::Unavailable;

/// Reads JSON; the error says where it breaks off and never what is there.
pub(super) fn parse(json: &[u8]) -> Result<Value, Unavailable> {
    let mut document = Value::Null;
    // As answers are read, since a parser of our own would be one more in every program.
    match read(json, Slot::Document(&mut document), Reading::Lenient) {
        Ok(()) => Ok(document),
        Err(error) => Err(Unavailable::failed(format_args!("it is {error}"))),
    }
}

/// Writes JSON.
pub(super) fn written(document: &Value) -> Result<Vec<u8>, Unavailable> {
    to_json(awsjson_wire::Value::Document(document)).map_err(Unavailable::failed)
}

/// A member that must be text and not empty.
pub(super) fn text<'a>(document: &'a Value, member: &str) -> Result<&'a str, Unavailable> {
    optional_text(document, member)?
        .ok_or_else(|| Unavailable::failed(format_args!("{member} is missing in it")))
}

/// A member that is text if it is there.
pub(super) fn optional_text<'a>(document: &'a Value, member: &str) -> Result<Option<&'a str>, Unavailable> {
    match document.get(member) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.is_empty() => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Unavailable::failed(format_args!("{member} in it is not a string"))),
    }
}

/// `AccessKeyId`, `SecretAccessKey`, the session token under the name it has there, `Expiration`.
pub(super) fn credentials(
    document: &Value,
    session_token: &str,
    provider: &'static str,
) -> Result<Credentials, Unavailable> {
    let expiry = match optional_text(document, "Expiration")? {
        Some(text) => Some(timestamp(text).ok_or_else(|| {
            Unavailable::failed("Expiration in it is not a date such as 2026-01-31T12:00:00Z")
        })?),
        None => None,
    };
    Ok(Credentials::new(
        text(document, "AccessKeyId")?,
        text(document, "SecretAccessKey")?,
        optional_text(document, session_token)?.map(str::to_owned),
        expiry,
        provider,
    ))
}

/// Refuses credentials that are past their expiry.
pub(super) fn unexpired(credentials: Credentials) -> Result<Credentials, Unavailable> {
    match credentials.expiry() {
        Some(expiry) if expiry <= SystemTime::now() => {
            Err(Unavailable::failed(format_args!("what it gave expired at {}", shown(expiry))))
        }
        _ => Ok(credentials),
    }
}

/// A date as AWS tools write it. Some of them end it with `UTC` instead of `Z`.
pub(super) fn timestamp(text: &str) -> Option<SystemTime> {
    let text = match text.strip_suffix("UTC") {
        Some(date) => format!("{date}Z"),
        None => text.to_owned(),
    };
    parse_timestamp(&text).map(SystemTime::from)
}

/// A date for people and files, to the second.
pub(super) fn shown(time: SystemTime) -> String {
    let date = OffsetDateTime::from(time);
    let whole = date.replace_nanosecond(0).unwrap_or(date);
    date_time(whole).unwrap_or_else(|| "a date beyond reckoning".to_owned())
}
