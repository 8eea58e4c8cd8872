//! What one call sets differently from its transport.

use std::time::Duration;

use aws_credential_types::provider::ProvideCredentials;

use crate::authentication::Authentication;
use crate::configuration::Configuration;
use crate::credentials::CredentialsSource;
use crate::failure::Failure;
use crate::settings::{Origin, Setting};

/// What one call may set differently from its transport.
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    pub(super) timeout: Option<Duration>,
    /// Few calls have any, so they weigh one pointer.
    overrides: Option<Box<Overrides>>,
}

#[derive(Clone, Debug, Default)]
struct Overrides {
    attempt_timeout: Option<Duration>,
    max_attempts: Option<u32>,
    region: Option<String>,
    endpoint_url: Option<String>,
    credentials: Option<CredentialsSource>,
}

impl CallOptions {
    /// The transport's settings as they are.
    pub fn new() -> Self {
        Self::default()
    }

    /// Time for the whole call, in place of
    /// [`call_timeout`](crate::TransportBuilder::call_timeout). With none left, which is zero, nothing is sent
    /// and the call fails as any other whose time is over.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How often this call is tried, the first time included, in place of
    /// [`max_attempts`](crate::TransportBuilder::max_attempts). 1 is without retries, 0 an error.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.overrides().max_attempts = Some(attempts);
        self
    }

    /// Time for one attempt, in place of
    /// [`attempt_timeout`](crate::TransportBuilder::attempt_timeout).
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.overrides().attempt_timeout = Some(timeout);
        self
    }

    /// The region to call and to sign for. Where the transport has a custom endpoint, that stays,
    /// and the region changes the signature alone. Credentials are the transport's own, so roles are
    /// assumed in its region whatever this one is.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.overrides().region = Some(region.into());
        self
    }

    /// The endpoint to call, as [`endpoint_url`](crate::TransportBuilder::endpoint_url) takes it.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.overrides().endpoint_url = Some(url.into());
        self
    }

    /// Where this call's credentials come from. What the provider gives is kept as that of a
    /// transport is, for all calls with clones of these options.
    pub fn credentials(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.overrides().credentials = Some(CredentialsSource::provider(provider));
        self
    }

    fn overrides(&mut self) -> &mut Overrides {
        self.overrides.get_or_insert_default()
    }

    /// The configuration that this call goes by, unless it is the transport's. Values that cannot be used
    /// are refused as they are when a transport is built.
    pub(super) fn apply(&self, base: &Configuration) -> Result<Option<Box<Configuration>>, Failure> {
        let Some(overrides) = &self.overrides else {
            return Ok(None);
        };
        let mut configuration = Box::new(base.clone());
        if let Some(timeout) = overrides.attempt_timeout {
            if timeout.is_zero() {
                return Err(Failure::configuration(
                    "CallOptions::attempt_timeout(..) is zero, so no call could succeed",
                ));
            }
            configuration.attempt_timeout =
                Setting::new(timeout, Origin::Code("CallOptions::attempt_timeout(..)"));
        }
        if let Some(attempts) = overrides.max_attempts {
            if attempts == 0 {
                return Err(Failure::configuration(
                    "CallOptions::max_attempts(..) is zero, so nothing is sent",
                ));
            }
            configuration.max_attempts =
                Setting::new(attempts, Origin::Code("CallOptions::max_attempts(..)"));
        }
        if let Some(credentials) = &overrides.credentials {
            configuration.authentication = Authentication::Credentials(credentials.clone());
        }
        let parameters = &mut configuration.endpoint_parameters;
        if let Some(region) = &overrides.region {
            parameters.region = Setting::new(region, Origin::Code("CallOptions::region(..)"));
        }
        if let Some(url) = &overrides.endpoint_url {
            parameters.url = Some(Setting::new(url, Origin::Code("CallOptions::endpoint_url(..)")));
        }
        if overrides.region.is_some() || overrides.endpoint_url.is_some() {
            configuration.endpoint =
                Configuration::resolve_endpoint(base.service, parameters, &base.proxies)?;
        }
        Ok(Some(configuration))
    }
}
