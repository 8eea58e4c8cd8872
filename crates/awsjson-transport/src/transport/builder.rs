//! Putting a transport together.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use aws_credential_types::provider::ProvideCredentials;
use http::HeaderValue;

use super::Transport;
use crate::configuration::Configuration;
use crate::credentials::{CredentialsSource, DefaultCredentials};
use crate::endpoint::{Endpoint, check_region};
use crate::failure::{Failure, OneLine};
use crate::service::Service;
use crate::settings::{Environment, Origin, Setting};
use crate::typed::Error;

/// Time for a connection to come about, TLS included, unless
/// [`connect_timeout`](TransportBuilder::connect_timeout) says otherwise: a lost first packet is
/// sent again after one second and a second one after three, so this is just over two tries.
pub const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_millis(3100);

/// Time for one attempt, from connecting to the last byte of the answer, unless
/// [`attempt_timeout`](TransportBuilder::attempt_timeout) says otherwise: what other AWS tools wait
/// for an answer.
pub const DEFAULT_ATTEMPT_TIMEOUT: Duration = Duration::from_secs(60);

/// The longest answer that is read, unless
/// [`max_response_bytes`](TransportBuilder::max_response_bytes) says otherwise: 16 MiB, the largest
/// that an AWS JSON service is known to send (most stay below one), and little enough to hold in
/// memory for many calls at once.
pub const DEFAULT_MAX_RESPONSE_BYTES: usize = 16 << 20;

/// Puts a [`Transport`] together, or a client `C` that is made of one.
///
/// What is said here in code wins over the environment. Nothing is fetched and no connection is made
/// until the first call.
#[must_use = "a builder does nothing until build() is called"]
pub struct TransportBuilder<C = Transport> {
    client: PhantomData<fn() -> C>,
    service: &'static Service,
    environment: Option<Environment>,
    region: Option<String>,
    endpoint_url: Option<String>,
    credentials: Option<CredentialsSource>,
    connect_timeout: Duration,
    attempt_timeout: Duration,
    call_timeout: Option<Duration>,
    max_response_bytes: usize,
    allow_insecure_http: bool,
    user_agent_suffix: Option<String>,
}

impl<C: From<Transport>> TransportBuilder<C> {
    /// Starts from this process's environment variables; see
    /// [`Transport::builder_from_env`].
    pub fn from_env(service: &'static Service) -> Self {
        Self {
            client: PhantomData,
            service,
            environment: Some(Environment::of_process()),
            region: None,
            endpoint_url: None,
            credentials: None,
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            attempt_timeout: DEFAULT_ATTEMPT_TIMEOUT,
            call_timeout: None,
            max_response_bytes: DEFAULT_MAX_RESPONSE_BYTES,
            allow_insecure_http: false,
            user_agent_suffix: None,
        }
    }

    /// Forgets the environment: only what is said in code counts.
    pub fn without_env(mut self) -> Self {
        self.environment = None;
        self
    }

    /// The region to call and to sign for, for instance `eu-central-1`. Needed with a custom
    /// endpoint too, because it is part of every signature.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Where credentials come from: [`DefaultCredentials`], a provider of `aws-config`, or one's own.
    /// What it gives is kept until five minutes before its expiry, and fetched once for all calls that
    /// wait for it. Credentials without an expiry are asked for at each call, so a provider should
    /// cache those itself; [`DefaultCredentials`] need not.
    pub fn credentials(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.credentials = Some(CredentialsSource::provider(provider));
        self
    }

    /// Credentials that never change; the session token is there when they are temporary.
    pub fn static_credentials(
        mut self,
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: Option<String>,
    ) -> Self {
        self.credentials =
            Some(CredentialsSource::fixed(access_key_id.into(), secret_access_key.into(), session_token));
        self
    }

    /// An endpoint other than the region's own, for instance `http://127.0.0.1:4566`. A path is
    /// kept; a user name, a query or a fragment is refused.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// Time for a connection to come about, name resolution and TLS included.
    /// [`DEFAULT_CONNECT_TIMEOUT`] unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Time for one attempt, from connecting to the last byte of the answer.
    /// [`DEFAULT_ATTEMPT_TIMEOUT`] unless set.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Time for a whole call, fetching credentials included. Without limit unless set; one call can
    /// set its own by [`CallOptions::timeout`](crate::CallOptions::timeout).
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.call_timeout = Some(timeout);
        self
    }

    /// The longest answer that is read, in bytes; a longer one is an error.
    /// [`DEFAULT_MAX_RESPONSE_BYTES`] unless set.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Allows plain http to other machines than this one. Whoever sees such a request on its way
    /// sees the session token and what the request holds, and can change the answer.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.allow_insecure_http = allow;
        self
    }

    /// What to add to the `User-Agent` header: the program's name and version, as `deployer/1.4`.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Checks what was set and makes the transport or client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if the region is missing, or if
    /// the region, the endpoint, a time-out or the user agent is impossible. Missing credentials are
    /// an error of the first call instead.
    pub fn build(self) -> Result<C, Error> {
        let region = self.resolve_region()?;
        let endpoint = match self.resolve_endpoint_url()? {
            Some(url) => Endpoint::custom(&url, self.allow_insecure_http)?,
            None => Endpoint::of_region(self.service, &region)?,
        };
        for (method, timeout) in [
            (".connect_timeout(..)", Some(self.connect_timeout)),
            (".attempt_timeout(..)", Some(self.attempt_timeout)),
            (".call_timeout(..)", self.call_timeout),
        ] {
            if timeout == Some(Duration::ZERO) {
                return Err(
                    Failure::configuration(format!("{method} is zero, so no call could succeed")).into()
                );
            }
        }
        let user_agent = self.user_agent()?;
        let credentials = match (self.credentials, self.environment) {
            (Some(source), _) => source,
            (None, Some(environment)) => {
                CredentialsSource::provider(DefaultCredentials::reading(environment).region(&region))
            }
            (None, None) => CredentialsSource::none(),
        };
        let transport = Transport::new(Configuration {
            service: self.service,
            region,
            endpoint,
            credentials,
            connect_timeout: self.connect_timeout,
            attempt_timeout: self.attempt_timeout,
            call_timeout: self.call_timeout,
            max_response_bytes: self.max_response_bytes,
            user_agent,
        });
        Ok(transport.into())
    }

    fn resolve_region(&self) -> Result<String, Failure> {
        let region = match (&self.region, &self.environment) {
            (Some(region), _) => Setting::new(region, Origin::Code(".region(..)")),
            (None, None) => {
                return Err(Failure::configuration("no region is set: call .region(..)"));
            }
            (None, Some(environment)) => environment.region()?.ok_or_else(|| {
                Failure::configuration(
                    "no region is set: set AWS_REGION or AWS_DEFAULT_REGION, or call .region(..)",
                )
            })?,
        };
        check_region(&region)?;
        Ok(region.value)
    }

    fn resolve_endpoint_url(&self) -> Result<Option<Setting>, Failure> {
        match (&self.endpoint_url, &self.environment) {
            (Some(url), _) => Ok(Some(Setting::new(url, Origin::Code(".endpoint_url(..)")))),
            (None, Some(environment)) => environment.endpoint_url(self.service),
            (None, None) => Ok(None),
        }
    }

    fn user_agent(&self) -> Result<HeaderValue, Failure> {
        let mut text = format!(
            "awsjson-transport/{} os/{} lang/rust api/{}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            self.service.id.replace(' ', "_"),
        );
        if let Some(suffix) = &self.user_agent_suffix {
            text.push(' ');
            text.push_str(suffix);
        }
        HeaderValue::from_str(&text).map_err(|_| {
            Failure::configuration(format!(
                "the user agent \"{}\" holds characters that a header cannot",
                OneLine::name(&text)
            ))
        })
    }
}

impl<C> fmt::Debug for TransportBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportBuilder")
            .field("service", &self.service.id)
            .field("reads_environment", &self.environment.is_some())
            .field("region", &self.region)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
