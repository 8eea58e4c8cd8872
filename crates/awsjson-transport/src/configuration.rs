//! A transport's settings once they are checked and complete.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use crate::authentication::Authentication;
use crate::endpoint::{Endpoint, EndpointParameters};
use crate::failure::Failure;
use crate::intercept::Interceptors;
use crate::seams::Seams;
use crate::service::Service;
use crate::settings::{Proxies, RetryMode, Setting};

/// A transport's settings, checked and complete.
#[derive(Clone)]
pub(crate) struct Configuration {
    pub(crate) service: &'static Service,
    /// The profile that counts; `None` if the shared files do not.
    pub(crate) profile: Option<Setting>,
    pub(crate) endpoint_parameters: EndpointParameters,
    pub(crate) endpoint: Endpoint,
    pub(crate) authentication: Authentication,
    pub(crate) connect_timeout: Setting<Duration>,
    pub(crate) attempt_timeout: Setting<Duration>,
    pub(crate) call_timeout: Option<Setting<Duration>>,
    pub(crate) max_response_bytes: Setting<usize>,
    pub(crate) retry_mode: Setting<RetryMode>,
    /// How often a request is sent at most, the first time included; at least 1.
    pub(crate) max_attempts: Setting<u32>,
    /// A PEM file of the certificates to trust, in place of the system's.
    pub(crate) ca_bundle: Option<Setting>,
    pub(crate) proxies: Arc<Proxies>,
    pub(crate) user_agent: HeaderValue,
    pub(crate) interceptors: Interceptors,
    pub(crate) seams: Seams,
}

impl Configuration {
    /// The region that is signed for.
    pub(crate) fn region(&self) -> &str {
        &self.endpoint_parameters.region.value
    }

    /// Works the endpoint out from the region, its URL and the rest of its parameters.
    pub(crate) fn resolve_endpoint(
        service: &Service,
        parameters: &EndpointParameters,
        proxies: &Proxies,
    ) -> Result<Endpoint, Failure> {
        let endpoint = Endpoint::resolve(service, parameters)?;
        proxies.for_uri(endpoint.url())?;
        Ok(endpoint)
    }
}

/// Every setting with where it came from. Secrets are not among them: credentials show as the name
/// of their source, and proxies without user name and password.
impl fmt::Debug for Configuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parameters = &self.endpoint_parameters;
        let endpoint = format_args!("{:?} ({})", self.endpoint.shown(), parameters.endpoint_origin());
        f.debug_struct("Transport")
            .field("service", &self.service.id)
            .field("profile", &Shown(&self.profile, "not read"))
            .field("region", &parameters.region)
            .field("endpoint", &endpoint)
            .field("use_fips", &parameters.use_fips)
            .field("use_dual_stack", &parameters.use_dual_stack)
            .field("allow_insecure_http", &parameters.allow_insecure_http)
            .field("credentials", &self.authentication)
            .field("connect_timeout", &self.connect_timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("call_timeout", &Shown(&self.call_timeout, "none (default)"))
            .field("max_response_bytes", &self.max_response_bytes)
            .field("retry_mode", &self.retry_mode)
            .field("max_attempts", &self.max_attempts)
            .field("ca_bundle", &Shown(&self.ca_bundle, "the system's certificates (default)"))
            .field("proxies", &self.proxies)
            .field("user_agent", &self.user_agent)
            .field("interceptors", &self.interceptors)
            .finish()
    }
}

/// A setting, or what holds without it.
struct Shown<'a, T>(&'a Option<Setting<T>>, &'static str);

impl<T: fmt::Debug> fmt::Debug for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(setting) => setting.fmt(f),
            None => f.write_str(self.1),
        }
    }
}
