//! A transport's settings once they are checked and complete.

use std::time::Duration;

use http::HeaderValue;

use crate::credentials::CredentialsSource;
use crate::endpoint::Endpoint;
use crate::service::Service;

/// A transport's settings, checked and complete.
pub(crate) struct Configuration {
    pub(crate) service: &'static Service,
    pub(crate) region: String,
    pub(crate) endpoint: Endpoint,
    pub(crate) credentials: CredentialsSource,
    pub(crate) connect_timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) call_timeout: Option<Duration>,
    pub(crate) max_response_bytes: usize,
    pub(crate) user_agent: HeaderValue,
}
