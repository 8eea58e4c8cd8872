//! Putting a transport together.

mod resolution;
mod said_in_code;
#[cfg(test)]
mod tests;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use aws_credential_types::provider::ProvideCredentials;

use super::Transport;
use crate::authentication::{Authentication, RequestSigner};
use crate::credentials::CredentialsSource;
use crate::intercept::Intercept;
use crate::service::Service;
use crate::settings::{Environment, RetryMode};
use crate::typed::Error;
use said_in_code::SaidInCode;

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

/// How often a request is sent at most, the first time included, unless
/// [`max_attempts`](TransportBuilder::max_attempts) or the environment says otherwise: what AWS
/// tools have agreed on.
pub const DEFAULT_MAX_ATTEMPTS: u32 = 3;

/// Puts a [`Transport`] together, or a client `C` that is made of one.
///
/// What is said here in code wins over the environment and the shared files. Nothing is fetched and
/// no connection is made until the first call.
#[must_use = "a builder does nothing until build() is called"]
pub struct TransportBuilder<C = Transport> {
    client: PhantomData<fn() -> C>,
    said: SaidInCode,
}

impl<C: From<Transport>> TransportBuilder<C> {
    /// Starts from this process's environment variables and the shared files; see
    /// [`Transport::builder_from_env`].
    pub fn from_env(service: &'static Service) -> Self {
        Self { client: PhantomData, said: SaidInCode::nothing(service, Environment::of_process()) }
    }

    /// Forgets the environment and the shared files: only what is said in code counts.
    pub fn without_env(mut self) -> Self {
        self.said.environment = None;
        self
    }

    /// The profile of the shared files to go by, in place of `AWS_PROFILE`'s or `default`.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.said.profile = Some(name.into());
        self
    }

    /// The region to call and to sign for, for instance `eu-central-1`. Needed with a custom
    /// endpoint too, because it is part of every signature.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.said.region = Some(region.into());
        self
    }

    /// Where credentials come from: [`DefaultCredentials`](crate::DefaultCredentials), a provider of
    /// `aws-config`, or one's own.
    /// What it gives is kept until five minutes before its expiry, and fetched once for all calls that
    /// wait for it. Credentials without an expiry are asked for at each call, so a provider should
    /// cache those itself; `DefaultCredentials` need not.
    pub fn credentials(self, provider: impl ProvideCredentials + 'static) -> Self {
        self.authentication(Authentication::Credentials(CredentialsSource::provider(provider)))
    }

    /// Credentials that never change; the session token is there when they are temporary.
    pub fn static_credentials(
        self,
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: Option<String>,
    ) -> Self {
        let fixed = CredentialsSource::fixed(access_key_id.into(), secret_access_key.into(), session_token);
        self.authentication(Authentication::Credentials(fixed))
    }

    /// Signs calls by something else than credentials: the private key of a registered node, for
    /// instance. Takes the place of credentials that were said before.
    pub fn request_signer(self, signer: impl RequestSigner + 'static) -> Self {
        self.authentication(Authentication::Signer(Arc::new(signer)))
    }

    /// Signs nothing: calls have no `Authorization` header, and no credentials are looked for. For the
    /// few operations that a service answers to everybody, such as the registration of a machine that
    /// has no credentials yet. Takes the place of credentials that were said before.
    pub fn anonymous(self) -> Self {
        self.authentication(Authentication::Anonymous)
    }

    fn authentication(mut self, authentication: Authentication) -> Self {
        self.said.authentication = Some(authentication);
        self
    }

    /// An endpoint other than the region's own, for instance `http://127.0.0.1:4566`. A path is
    /// kept; a user name, a query or a fragment is refused, and so is what is not in ASCII: an
    /// internationalized host name has an `xn--` form.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.said.endpoint_url = Some(url.into());
        self
    }

    /// Whether to call the region's endpoint that uses validated cryptography (FIPS 140). A custom
    /// endpoint excludes it.
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.said.use_fips = Some(use_fips);
        self
    }

    /// Whether to call the region's endpoint that has addresses of both IPv4 and IPv6. A custom
    /// endpoint excludes it.
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.said.use_dual_stack = Some(use_dual_stack);
        self
    }

    /// A PEM file of the certificates to trust, in place of those that the system trusts. It is read
    /// when the first call needs TLS.
    pub fn ca_bundle(mut self, path: impl Into<String>) -> Self {
        self.said.ca_bundle = Some(path.into());
        self
    }

    /// The proxy that requests go through, for instance `http://user:password@proxy:3128`, in place
    /// of those of the environment and whatever `NO_PROXY` says. Its scheme is http or https; socks5,
    /// which is given addresses; or socks5h, which resolves the names. User name and password are
    /// percent-encoded; for SOCKS, they and the endpoint's host name are 249 bytes together at most.
    /// Requests to `localhost`, 127.0.0.0/8 and ::1 go through none.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.said.proxy = Some(url.into());
        self
    }

    /// How calls that failed in a way that passes are tried again. [`RetryMode::Standard`] unless
    /// set.
    pub fn retry_mode(mut self, mode: RetryMode) -> Self {
        self.said.retry_mode = Some(mode);
        self
    }

    /// How often a request is sent at most, the first time included. [`DEFAULT_MAX_ATTEMPTS`] unless
    /// set; one call can set its own by
    /// [`CallOptions::max_attempts`](crate::CallOptions::max_attempts).
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.said.max_attempts = Some(attempts);
        self
    }

    /// Time for a connection to come about, name resolution and TLS included.
    /// [`DEFAULT_CONNECT_TIMEOUT`] unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.said.connect_timeout = Some(timeout);
        self
    }

    /// Time for one attempt, from connecting to the last byte of the answer.
    /// [`DEFAULT_ATTEMPT_TIMEOUT`] unless set.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.said.attempt_timeout = Some(timeout);
        self
    }

    /// Time for a whole call, fetching credentials, all attempts and the waits between them
    /// included; a wait that would not end in time is not begun. Without limit unless set; one call can
    /// set its own by [`CallOptions::timeout`](crate::CallOptions::timeout).
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.said.call_timeout = Some(timeout);
        self
    }

    /// The longest answer that is read, in bytes; a longer one is an error.
    /// [`DEFAULT_MAX_RESPONSE_BYTES`] unless set.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.said.max_response_bytes = Some(bytes);
        self
    }

    /// Allows plain http to other machines than this one. Whoever sees such a request on its way
    /// sees the session token and what the request holds, and can change the answer.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.said.allow_insecure_http = Some(allow);
        self
    }

    /// What to add to the `User-Agent` header: the program's name and version, as `deployer/1.4`.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.said.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Puts code of one's own around each attempt: for headers, metrics or faults; see
    /// [`intercept`](crate::intercept). Called several times, it adds: the first to be added is the
    /// outermost.
    pub fn intercept(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.said.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Sends by a script instead of the network; see [`test_util`](crate::test_util).
    #[cfg(feature = "test-util")]
    pub fn sender(mut self, sender: &crate::test_util::ScriptedSender) -> Self {
        self.said.seams.sender = Some(Arc::new(sender.clone()));
        self
    }

    /// Tells the time, and waits, by something else than the system's clock; see
    /// [`test_util::RecordedTime`](crate::test_util::RecordedTime).
    #[cfg(feature = "test-util")]
    pub fn time(mut self, time: impl crate::test_util::Time + 'static) -> Self {
        self.said.seams.time = Arc::new(time);
        self
    }

    /// Gives the waits another chance than the system's: `|| 1.0` makes each as long as it can be.
    #[cfg(feature = "test-util")]
    pub fn random(mut self, random: impl crate::test_util::Random + 'static) -> Self {
        self.said.seams.random = Arc::new(random);
        self
    }

    /// Checks what was set and makes the transport or client. Unless
    /// [`without_env`](Self::without_env) was called, this reads the shared files.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if the region is missing, which
    /// [`load`](Self::load) looks for in one place more, if
    /// a profile that is named does not exist, or if any value is impossible; the error says which
    /// method, variable, or line of a file it came from. Missing credentials and unusable files of
    /// certificates are errors of the first call that needs them instead.
    pub fn build(self) -> Result<C, Error> {
        Ok(self.said.build()?.into())
    }

    /// As [`build`](Self::build), and where neither code nor the environment nor the profile names a
    /// region, asks the metadata service of the EC2 instance that this runs on. A program that names
    /// one does not wait; on a machine that is no instance, one that names none learns so within a
    /// second.
    ///
    /// The service is asked as for credentials: not if `AWS_EC2_METADATA_DISABLED` is `true` or
    /// [`without_env`](Self::without_env) was called, and at `AWS_EC2_METADATA_SERVICE_ENDPOINT` if that
    /// is set. Needs a Tokio runtime with time and I/O enabled.
    ///
    /// # Errors
    ///
    /// Those of [`build`](Self::build). If there is no region, the error says where it was looked for.
    pub async fn load(self) -> Result<C, Error> {
        Ok(self.said.load().await?.into())
    }

    /// As [`load`](Self::load), and waits for it. In async code, where nothing may wait, the metadata
    /// service is not asked, as if it were switched off.
    ///
    /// # Errors
    ///
    /// Those of [`load`](Self::load).
    #[cfg(feature = "blocking")]
    pub fn load_blocking(self) -> Result<C, Error> {
        Ok(self.said.load_blocking()?.into())
    }
}

impl<C> fmt::Debug for TransportBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportBuilder")
            .field("service", &self.said.service.id)
            .field("reads_environment", &self.said.environment.is_some())
            .field("profile", &self.said.profile)
            .field("region", &self.said.region)
            .field("credentials", &self.said.authentication)
            .finish_non_exhaustive()
    }
}
