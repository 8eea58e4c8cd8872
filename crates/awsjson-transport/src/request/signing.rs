//! Signature Version 4, in the headers of a request.
//!
//! The cryptography is that of `aws-sigv4`. What is signed is put together here, by `canonical`: its
//! own way there, which serves every kind of request, takes most of the time of a signature.

mod canonical;
mod key;

use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::sign::v4::calculate_signature;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue, InvalidHeaderValue};
use time::OffsetDateTime;

use crate::authentication::RequestSigner;
use canonical::Canonical;
use key::SigningKey;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const SESSION_TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");

/// Signs requests, and keeps the last key that it derived: one serves all requests of a day with the
/// same credentials, region and service.
#[derive(Default)]
pub struct Signer {
    last: Mutex<Option<Arc<SigningKey>>>,
}

/// What a signature is valid for.
#[derive(Clone, Copy, Debug)]
pub struct SigningScope<'a> {
    /// For instance `eu-central-1`.
    pub region: &'a str,
    /// The service's signing name, for instance `ssm`.
    pub service: &'a str,
    /// When the request is sent. Services accept what is at most five minutes off.
    pub time: SystemTime,
}

impl Signer {
    /// A signer that has no key yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the headers `x-amz-date`, `x-amz-security-token` if the credentials have a session token,
    /// and `authorization`. All headers that the request has by now are signed, but for
    /// `authorization`, `user-agent`, `transfer-encoding` and `x-amzn-trace-id`, and so are the host of
    /// its URL and its body.
    ///
    /// # Errors
    ///
    /// Text that a header cannot hold, in the credentials or in a header of the request; a URL
    /// without a host; a time before the year 0 or after 9999.
    pub fn sign<B: AsRef<[u8]>>(
        &self,
        request: &mut http::Request<B>,
        credentials: &Credentials,
        scope: &SigningScope<'_>,
    ) -> Result<(), SigningError> {
        let time = basic_format(scope.time).ok_or(SigningError(Reason::Time))?;
        let key = self.key(credentials, &time, scope)?;
        let headers = request.headers_mut();
        headers.insert(DATE, HeaderValue::from_str(&time)?);
        if let Some(token) = &key.session_token {
            headers.insert(SESSION_TOKEN, token.clone());
        }
        let Canonical { signed_headers, hash } = canonical::of(request)?;
        let to_sign = string_to_sign(&time, &key.scope, &hash);
        let signature = calculate_signature(&key.bytes[..], to_sign.as_bytes());
        let id = credentials.access_key_id();
        let authorization = authorization(id, &key.scope, &signed_headers, &signature)?;
        request.headers_mut().insert(AUTHORIZATION, authorization);
        Ok(())
    }

    fn key(
        &self,
        credentials: &Credentials,
        time: &str,
        scope: &SigningScope<'_>,
    ) -> Result<Arc<SigningKey>, SigningError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = last.as_ref().filter(|key| key.serves(credentials, time, scope)) {
            return Ok(key.clone());
        }
        let key = Arc::new(SigningKey::derive(credentials, time, scope)?);
        *last = Some(key.clone());
        Ok(key)
    }
}

/// Keys stay unseen.
impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").finish_non_exhaustive()
    }
}

/// The same with a signature of somebody else's making, and without a session token.
pub(crate) fn sign_by<B: AsRef<[u8]>>(
    signer: &dyn RequestSigner,
    request: &mut http::Request<B>,
    scope: &SigningScope<'_>,
) -> Result<(), SigningError> {
    let time = basic_format(scope.time).ok_or(SigningError(Reason::Time))?;
    let scope = key::scope_text(&time, scope);
    request.headers_mut().insert(DATE, HeaderValue::from_str(&time)?);
    let Canonical { signed_headers, hash } = canonical::of(request)?;
    let signature = signer.sign(&string_to_sign(&time, &scope, &hash));
    let signature = signature.map_err(|error| SigningError(Reason::Signer(error)))?;
    let authorization = authorization(signer.key_id(), &scope, &signed_headers, &signature)?;
    request.headers_mut().insert(AUTHORIZATION, authorization);
    Ok(())
}

fn string_to_sign(time: &str, scope: &str, hash: &str) -> String {
    [ALGORITHM, "\n", time, "\n", scope, "\n", hash].concat()
}

fn authorization(
    key_id: &str,
    scope: &str,
    signed_headers: &str,
    signature: &str,
) -> Result<HeaderValue, SigningError> {
    let parts = [
        ALGORITHM,
        " Credential=",
        key_id,
        "/",
        scope,
        ", SignedHeaders=",
        signed_headers,
        ", Signature=",
        signature,
    ];
    let mut value = HeaderValue::try_from(parts.concat())?;
    value.set_sensitive(true);
    Ok(value)
}

/// The same for a request that is the only one of its kind.
pub(crate) fn sign<B: AsRef<[u8]>>(
    request: &mut http::Request<B>,
    credentials: Credentials,
    scope: &SigningScope<'_>,
) -> Result<(), SigningError> {
    Signer::new().sign(request, &credentials, scope)
}

/// A time in ISO 8601's basic format, as `20150830T123600Z`; none outside the years 0 to 9999.
pub(crate) fn basic_format(time: SystemTime) -> Option<String> {
    let seconds = match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).ok()?,
        Err(error) => -i64::try_from(error.duration().as_secs()).ok()?,
    };
    let time = OffsetDateTime::from_unix_timestamp(seconds).ok().filter(|time| time.year() >= 0)?;
    let ((year, month, day), (hour, minute, second)) = (time.to_calendar_date(), time.to_hms());
    let year = u8::try_from(year / 100).ok().zip(u8::try_from(year % 100).ok())?;
    let mut text = String::with_capacity("20150830T123600Z".len());
    for pair in [year.0, year.1, u8::from(month), day] {
        push_two_digits(&mut text, pair);
    }
    text.push('T');
    for pair in [hour, minute, second] {
        push_two_digits(&mut text, pair);
    }
    text.push('Z');
    Some(text)
}

fn push_two_digits(text: &mut String, number: u8) {
    text.push(char::from(b'0' + number / 10 % 10));
    text.push(char::from(b'0' + number % 10));
}

/// A request cannot be signed.
#[derive(Debug)]
pub struct SigningError(Reason);

#[derive(Debug)]
enum Reason {
    Header(Box<dyn Error + Send + Sync>),
    NoHost,
    Signer(Box<dyn Error + Send + Sync>),
    Time,
}

impl fmt::Display for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Reason::Header(_) => "it holds characters that a header cannot",
            Reason::NoHost => "the request's URL has no host",
            Reason::Signer(_) => "no signature was made",
            Reason::Time => "the time to sign for is not within the years 0 to 9999",
        })
    }
}

impl Error for SigningError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            Reason::Header(error) | Reason::Signer(error) => Some(&**error),
            Reason::NoHost | Reason::Time => None,
        }
    }
}

impl From<InvalidHeaderValue> for SigningError {
    fn from(error: InvalidHeaderValue) -> Self {
        Self(Reason::Header(error.into()))
    }
}

impl From<http::header::ToStrError> for SigningError {
    fn from(error: http::header::ToStrError) -> Self {
        Self(Reason::Header(error.into()))
    }
}

#[cfg(test)]
mod tests;
