//! A transport's settings once they are checked and complete.

use std::time::Duration;

use http::HeaderValue;

use crate::credentials::CredentialsSource;
use crate::endpoint::Endpoint;
use crate::seams::Seams;
use crate::service::Service;
use crate::settings::RetryMode;

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
    pub(crate) retry_mode: RetryMode,
    /// The first attempt included; at least 1.
    pub(crate) max_attempts: u32,
    pub(crate) seams: Seams,
}
