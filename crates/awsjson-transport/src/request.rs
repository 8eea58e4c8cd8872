//! Making a signed HTTP request of an operation and its JSON.

pub(crate) mod signing;

use std::time::SystemTime;

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use url::Url;

use crate::configuration::Configuration;
use crate::failure::{ErrorKind, Failure};
use crate::random_uuid::random_uuid;
use crate::service::OperationInfo;

/// One call's request, before an attempt dates and signs it.
pub(crate) struct CallRequest {
    operation: &'static OperationInfo,
    url: Url,
    body: Bytes,
    /// Names the call in all its attempts.
    invocation_id: String,
}

impl CallRequest {
    pub(crate) fn new(operation: &'static OperationInfo, url: Url, body: Vec<u8>) -> Self {
        Self { operation, url, body: body.into(), invocation_id: random_uuid() }
    }

    /// The request of one attempt, counted from 1.
    pub(crate) fn attempt(
        &self,
        attempt: u32,
        of: u32,
        configuration: &Configuration,
        credentials: Credentials,
    ) -> Result<http::Request<Bytes>, Failure> {
        let service = configuration.service;
        let mut request = http::Request::post(self.url.as_str())
            .header(CONTENT_TYPE, service.json_version.content_type())
            .header("x-amz-target", format!("{}.{}", service.target_prefix, self.operation.name))
            .body(self.body.clone())
            .map_err(not_http)?;
        let scope = signing::Scope {
            region: &configuration.region,
            service: service.signing_name,
            time: SystemTime::now(),
        };
        signing::sign(&mut request, credentials, &scope).map_err(|error| {
            Failure::credentials(format!(
                "what {} gave cannot be used to sign",
                configuration.credentials.name()
            ))
            .caused_by(error)
        })?;
        // What proxies may change, and what differs between attempts, stays out of the signature.
        let headers = request.headers_mut();
        headers.insert(USER_AGENT, configuration.user_agent.clone());
        headers.insert(
            HeaderName::from_static("amz-sdk-invocation-id"),
            HeaderValue::from_str(&self.invocation_id).map_err(not_http)?,
        );
        headers.insert(
            HeaderName::from_static("amz-sdk-request"),
            HeaderValue::from_str(&format!("attempt={attempt}; max={of}")).map_err(not_http)?,
        );
        Ok(request)
    }
}

fn not_http(error: impl Into<http::Error>) -> Failure {
    Failure::new(ErrorKind::InvalidRequest, "it makes no HTTP request").caused_by(error.into())
}
