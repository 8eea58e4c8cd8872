//! Making a signed HTTP request of an operation and its JSON.

pub(crate) mod signing;

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use http::{HeaderMap, Method, Uri};

use crate::authentication::Proof;
use crate::configuration::Configuration;
use crate::failure::{ErrorKind, Failure};
use crate::random_uuid::random_uuid;
use crate::service::{OperationInfo, Service};
use signing::{Signer, SigningScope, basic_format};

const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");
/// Those, the ones of the signature, and those of the HTTP client; room is made for all at once.
const MOST_HEADERS: usize = 12;

/// One call's request, before an attempt dates and signs it.
pub(crate) struct CallRequest {
    operation: &'static OperationInfo,
    url: Uri,
    body: Bytes,
    /// Names the call in all its attempts.
    invocation_id: String,
}

impl CallRequest {
    pub(crate) fn new(operation: &'static OperationInfo, url: Uri, body: Vec<u8>) -> Self {
        Self { operation, url, body: body.into(), invocation_id: random_uuid() }
    }

    /// Where it goes.
    pub(crate) fn url(&self) -> &Uri {
        &self.url
    }

    /// The request of an attempt, with what it says of itself and no signature.
    pub(crate) fn unsigned(&self, service: &Service) -> Result<http::Request<Bytes>, Failure> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.url.clone();
        let headers = request.headers_mut();
        headers.reserve(MOST_HEADERS);
        self.describe(service, headers)?;
        Ok(request)
    }

    /// Says what the request is.
    pub(crate) fn describe(&self, service: &Service, headers: &mut HeaderMap) -> Result<(), Failure> {
        let target = [service.target_prefix, ".", self.operation.name].concat();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(service.json_version.content_type()));
        headers.insert(TARGET, HeaderValue::try_from(target).map_err(not_http)?);
        Ok(())
    }

    /// The same, signed for one attempt.
    pub(crate) fn signed(
        &self,
        mut request: http::Request<Bytes>,
        attempt: &Attempt,
        configuration: &Configuration,
        proof: &Proof<'_>,
        signer: &Signer,
    ) -> Result<http::Request<Bytes>, Failure> {
        let signing_name = configuration.service.signing_name;
        let scope = SigningScope { region: configuration.region(), service: signing_name, time: attempt.now };
        proof.sign(signer, &mut request, &scope).map_err(|error| {
            Failure::credentials(format!(
                "what {} gave cannot be used to sign",
                configuration.authentication.name()
            ))
            .caused_by(error)
        })?;
        // What proxies may change, and what differs between attempts, stays out of the signature.
        let headers = request.headers_mut();
        headers.insert(USER_AGENT, configuration.user_agent.clone());
        headers.insert(INVOCATION_ID, HeaderValue::from_str(&self.invocation_id).map_err(not_http)?);
        headers.insert(ATTEMPT, HeaderValue::try_from(attempt.to_string()).map_err(not_http)?);
        Ok(request)
    }
}

/// One of a call's attempts. Shows as the header `amz-sdk-request` has it.
pub(crate) struct Attempt {
    /// Counted from 1.
    pub(crate) number: u32,
    pub(crate) max_attempts: u32,
    /// The time to sign for.
    pub(crate) now: SystemTime,
    /// How long the attempt will wait for its answer.
    pub(crate) timeout: Duration,
}

impl fmt::Display for Attempt {
    /// A retry also says until when somebody waits for it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, max_attempts, .. } = self;
        write!(f, "attempt={number}; max={max_attempts}")?;
        let Some(end) = self.now.checked_add(self.timeout).filter(|_| *number > 1) else {
            return Ok(());
        };
        match basic_format(end) {
            Some(end) => write!(f, "; ttl={end}"),
            None => Ok(()),
        }
    }
}

fn not_http(error: impl Into<http::Error>) -> Failure {
    Failure::new(ErrorKind::InvalidRequest, "it makes no HTTP request").caused_by(error.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retry_says_until_when_somebody_waits_for_it() {
        let mut attempt = Attempt {
            number: 1,
            max_attempts: 3,
            now: SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160),
            timeout: Duration::from_secs(60),
        };
        assert_eq!(attempt.to_string(), "attempt=1; max=3");
        attempt.number = 2;
        assert_eq!(attempt.to_string(), "attempt=2; max=3; ttl=20150830T123700Z");
        for endless in [Duration::from_secs(u64::MAX / 4), Duration::MAX] {
            attempt.timeout = endless;
            assert_eq!(attempt.to_string(), "attempt=2; max=3");
        }
    }
}
