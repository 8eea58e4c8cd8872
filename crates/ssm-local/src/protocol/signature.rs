//! Signature Version 4, seen from the service: recomputes what the client claims.

mod authorization;
mod rsa;

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use bytes::Bytes;
use http::{HeaderMap, Request};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time};

pub(super) use self::authorization::Authorization;
pub(super) use self::rsa::verify_rsa;
use super::Error;
use crate::identity::Identity;

/// How far the clocks of client and service may differ, as AWS documents it.
const MAXIMUM_SKEW: Duration = Duration::from_secs(5 * 60);

/// Headers without which a signature says nothing about the call.
const ALWAYS_SIGNED: [&str; 2] = ["host", "x-amz-date"];

/// Headers that are part of what is asked, if they are there.
const SIGNED_IF_THERE: [&str; 2] = ["x-amz-security-token", "x-amz-target"];

/// Accepts a request whose signature is the one that this secret gives, for this service, at about
/// this time. A session token may come along; it is signed like any other header.
pub(super) fn verify(
    request: &Request<Bytes>,
    authorization: &Authorization<'_>,
    secret_access_key: &str,
    service: &str,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let signed_at = signing_time(request.headers())?;
    check_scope(authorization, service, signed_at)?;
    check_clock(signed_at, now)?;
    let headers = signed_headers(authorization, request.headers())?;
    let expected = signature(request, authorization, secret_access_key, &headers, signed_at)?;
    if equal_in_constant_time(expected.as_bytes(), authorization.signature.as_bytes()) {
        Ok(())
    } else {
        Err(invalid(
            "the signature does not match the request; check the secret access key and that nothing \
             changed the request after it was signed",
        ))
    }
}

fn signature(
    request: &Request<Bytes>,
    authorization: &Authorization<'_>,
    secret_access_key: &str,
    headers: &[(&str, &str)],
    signed_at: OffsetDateTime,
) -> Result<String, Error> {
    let cannot = |what: String| invalid(format!("the signature cannot be computed: {what}"));
    let mut settings = SigningSettings::default();
    settings.excluded_headers = None;
    let identity =
        Credentials::new(authorization.access_key_id, secret_access_key, None, None, "ssm-local").into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(authorization.region)
        .name(authorization.service)
        .time(signed_at.into())
        .settings(settings)
        .build()
        .map_err(|error| cannot(error.to_string()))?
        .into();
    let uri = format!("http://{}{}", host(request.headers()), request.uri());
    let body = SignableBody::Bytes(request.body());
    let signable = SignableRequest::new(request.method().as_str(), uri, headers.iter().copied(), body)
        .map_err(|error| cannot(error.to_string()))?;
    let (_, signature) = sign(signable, &params).map_err(|error| cannot(error.to_string()))?.into_parts();
    Ok(signature)
}

fn incomplete(message: impl Into<String>) -> Error {
    Error::authentication("IncompleteSignatureException", message)
}

fn invalid(message: impl Into<String>) -> Error {
    Error::authentication("InvalidSignatureException", message)
}

fn host(headers: &HeaderMap) -> &str {
    headers.get(http::header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default()
}

fn signing_time(headers: &HeaderMap) -> Result<OffsetDateTime, Error> {
    let Some(header) = headers.get("x-amz-date") else {
        return Err(incomplete("the header X-Amz-Date is missing"));
    };
    header.to_str().ok().and_then(parse_basic_format).ok_or_else(|| {
        incomplete("X-Amz-Date must be a time in ISO 8601 basic format, such as 20261231T235959Z")
    })
}

/// Parses a time such as `20261231T235959Z`.
fn parse_basic_format(text: &str) -> Option<OffsetDateTime> {
    let digits = |from: usize, to: usize| -> Option<u16> {
        let part = text.get(from..to)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let byte = |from: usize, to: usize| u8::try_from(digits(from, to)?).ok();
    if text.len() != 16 || text.get(8..9) != Some("T") || text.get(15..) != Some("Z") {
        return None;
    }
    let month = Month::try_from(byte(4, 6)?).ok()?;
    let date = Date::from_calendar_date(digits(0, 4)?.into(), month, byte(6, 8)?).ok()?;
    let time = Time::from_hms(byte(9, 11)?, byte(11, 13)?, byte(13, 15)?).ok()?;
    Some(PrimitiveDateTime::new(date, time).assume_utc())
}

fn check_scope(authorization: &Authorization<'_>, service: &str, time: OffsetDateTime) -> Result<(), Error> {
    let date = format!("{:04}{:02}{:02}", time.year(), u8::from(time.month()), time.day());
    if authorization.date != date {
        return Err(invalid("the date of the credential scope is not the date of X-Amz-Date"));
    }
    if !Identity::is_region(authorization.region) {
        return Err(invalid(format!(
            "the credential is scoped to {:?}, which is no region",
            authorization.region
        )));
    }
    if authorization.service != service {
        return Err(invalid(format!(
            "the credential is scoped to the service {:?} and must be to {service:?}",
            authorization.service
        )));
    }
    Ok(())
}

fn check_clock(signed_at: OffsetDateTime, now: OffsetDateTime) -> Result<(), Error> {
    if signed_at < now - MAXIMUM_SKEW {
        return Err(invalid(format!("the signature has expired: it is of {signed_at}, and it is {now} now")));
    }
    if signed_at > now + MAXIMUM_SKEW {
        return Err(invalid(format!(
            "the signature is not yet valid: it is of {signed_at}, and it is {now}"
        )));
    }
    Ok(())
}

/// The headers that the client says it signed, with the values that arrived.
fn signed_headers<'a>(
    authorization: &Authorization<'a>,
    headers: &'a HeaderMap,
) -> Result<Vec<(&'a str, &'a str)>, Error> {
    let names = &authorization.signed_headers;
    let there = SIGNED_IF_THERE.into_iter().filter(|name| headers.contains_key(*name));
    if let Some(unsigned) = ALWAYS_SIGNED.into_iter().chain(there).find(|name| !names.contains(name)) {
        return Err(invalid(format!("the header {unsigned} must be among the signed headers")));
    }
    let mut signed = Vec::new();
    for name in names {
        let before = signed.len();
        for value in headers.get_all(*name) {
            let value =
                value.to_str().map_err(|_| invalid(format!("the header {name} is not ASCII text")))?;
            signed.push((*name, value));
        }
        if signed.len() == before {
            return Err(invalid(format!("the header {name} is said to be signed and is not there")));
        }
    }
    Ok(signed)
}

fn equal_in_constant_time(left: &[u8], right: &[u8]) -> bool {
    let difference = left.iter().zip(right).fold(0, |difference, (left, right)| difference | (left ^ right));
    left.len() == right.len() && std::hint::black_box(difference) == 0
}

#[cfg(test)]
mod tests {
    use super::{equal_in_constant_time, parse_basic_format};

    #[test]
    fn times_in_basic_format_are_understood_and_nothing_else_is() {
        let time = parse_basic_format("20150830T123600Z").unwrap();
        assert_eq!(time.unix_timestamp(), 1_440_938_160);
        for broken in ["", "20150830T123600", "2015-08-30T12:36:00Z", "20151330T123600Z", "2015083éT123600Z"]
        {
            assert_eq!(parse_basic_format(broken), None, "{broken}");
        }
    }

    #[test]
    fn signatures_are_equal_only_byte_for_byte() {
        assert!(equal_in_constant_time(b"abc", b"abc"));
        assert!(!equal_in_constant_time(b"abc", b"abd"));
        assert!(!equal_in_constant_time(b"abc", b"ab"));
        assert!(!equal_in_constant_time(b"", b"a"));
    }
}
