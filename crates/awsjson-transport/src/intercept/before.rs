//! An attempt that is about to be sent.

use std::fmt;

use http::header::{AUTHORIZATION, CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName};

/// What the transport or the HTTP client alone may say, besides what is written over.
const NOT_TO_BE_SAID: [HeaderName; 9] = [
    AUTHORIZATION,
    CONNECTION,
    CONTENT_LENGTH,
    HOST,
    TRANSFER_ENCODING,
    HeaderName::from_static("amz-sdk-invocation-id"),
    HeaderName::from_static("amz-sdk-request"),
    HeaderName::from_static("x-amz-date"),
    HeaderName::from_static("x-amz-security-token"),
];

/// An attempt that is about to be signed and sent.
pub struct BeforeAttempt<'a> {
    pub(super) service: &'static str,
    pub(super) operation: &'static str,
    pub(super) endpoint: &'a str,
    pub(super) number: u32,
    pub(super) max_attempts: u32,
    pub(super) headers: &'a mut HeaderMap,
}

impl BeforeAttempt<'_> {
    /// The service's id: `SSM`.
    pub fn service(&self) -> &str {
        self.service
    }

    /// The operation: `GetParameter`.
    pub fn operation(&self) -> &str {
        self.operation
    }

    /// The endpoint that the call goes to, for instance `https://ssm.eu-central-1.amazonaws.com`.
    pub fn endpoint(&self) -> &str {
        self.endpoint
    }

    /// Which attempt of its call this is, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// How many attempts the call may have.
    pub fn max_attempts(&self) -> u32 {
        self.max_attempts
    }

    /// The request's headers so far: what names content type and operation, and what other interceptors
    /// added.
    pub fn headers(&self) -> &HeaderMap {
        self.headers
    }

    /// The same, to change. What is added goes out and is signed. The signature and its date and token,
    /// content type, target, host, length and user agent, and what concerns the connection, are the transport's
    /// own: changes of those do not last.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        self.headers
    }

    /// Takes out what no interceptor may say.
    pub(super) fn clean(headers: &mut HeaderMap) {
        for name in &NOT_TO_BE_SAID {
            headers.remove(name);
        }
    }
}

/// Shows the names of headers, never what they hold.
impl fmt::Debug for BeforeAttempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BeforeAttempt")
            .field("service", &self.service)
            .field("operation", &self.operation)
            .field("endpoint", &self.endpoint)
            .field("number", &self.number)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
