//! The way of one call.

mod attempts;
mod builder;
mod call_options;
mod download;
mod upgrade;

use std::fmt;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tracing::Instrument;

use attempts::Attempts;
pub use builder::{
    DEFAULT_ATTEMPT_TIMEOUT, DEFAULT_CONNECT_TIMEOUT, DEFAULT_MAX_ATTEMPTS, DEFAULT_MAX_RESPONSE_BYTES,
    TransportBuilder,
};
pub use call_options::CallOptions;
pub use download::{Download, Object};

use crate::configuration::Configuration;
use crate::connection::Connection;
use crate::deadline::Deadline;
use crate::failure::Failure;
use crate::observability;
use crate::reply::Reply;
use crate::request::CallRequest;
use crate::request::signing::Signer;
use crate::retry::Retries;
use crate::seams::Sender;
use crate::service::{OperationInfo, Service};

/// Sends the calls of one service. Cloning it is cheap, and clones share their connections.
///
/// Everything here deals in JSON bytes and knows no operation's types, so it is compiled once.
#[derive(Clone)]
pub struct Transport(Arc<Inner>);

struct Inner {
    configuration: Configuration,
    connection: Arc<Connection>,
    sender: Arc<dyn Sender>,
    signer: Signer,
    retries: Retries,
}

/// What a call sends, before it is known where to.
pub(crate) struct Prepared {
    /// What the model's endpoint trait puts before the host.
    pub(crate) host_prefix: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// The future of one call.
pub type Invocation<'a> = Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send + 'a>>;

impl Transport {
    /// Starts from nothing: only what is said in code counts.
    pub fn builder(service: &'static Service) -> TransportBuilder {
        TransportBuilder::from_env(service).without_env()
    }

    /// Starts from this process's environment variables and the shared files of the AWS tools. Of
    /// each row, the first that is set counts; what is said in code wins over all of them:
    ///
    /// | what | environment variables | key in the profile |
    /// |---|---|---|
    /// | region (by [`load`](TransportBuilder::load), of the EC2 instance at last) | `AWS_REGION`, `AWS_DEFAULT_REGION` | `region` |
    /// | endpoint | `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL` | `endpoint_url` below `<service>` in the section that `services` names, `endpoint_url` |
    /// | no endpoint of these | `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` | `ignore_configured_endpoint_urls` |
    /// | FIPS, dual-stack | `AWS_USE_FIPS_ENDPOINT`, `AWS_USE_DUALSTACK_ENDPOINT` | `use_fips_endpoint`, `use_dualstack_endpoint` |
    /// | retries | `AWS_RETRY_MODE`, `AWS_MAX_ATTEMPTS` | `retry_mode`, `max_attempts` |
    /// | certificates to trust | `AWS_CA_BUNDLE` | `ca_bundle` |
    /// | proxies | `https_proxy`, `HTTPS_PROXY` (`http_proxy` for plain http), `all_proxy`, `ALL_PROXY`; not for the hosts in `no_proxy`, `NO_PROXY` | |
    /// | credentials | those of [`DefaultCredentials`](crate::DefaultCredentials), and what these point to | keys, roles, single sign-on, processes |
    ///
    /// `<SERVICE>` is the service's id in upper case (`<service>` in lower case) with `_` for each
    /// space. The shared files are `~/.aws/config` and `~/.aws/credentials`, or those that
    /// `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` name; they need not exist, and at most 1 MiB
    /// of each is read. The profile is the one of [`profile`](TransportBuilder::profile), else of
    /// `AWS_PROFILE`, else `default`; one that is named must exist. All this is read by
    /// [`build`](TransportBuilder::build), the credentials by the first call. The [`Debug`](fmt::Debug) of
    /// a transport shows what came of it, and from where.
    pub fn builder_from_env(service: &'static Service) -> TransportBuilder {
        TransportBuilder::from_env(service)
    }

    /// A transport as the environment has it; see [`builder_from_env`](Self::builder_from_env).
    ///
    /// # Errors
    ///
    /// Those of [`TransportBuilder::build`].
    pub fn from_env(service: &'static Service) -> Result<Self, Failure> {
        Self::builder_from_env(service).build().map_err(crate::typed::Error::into_failure)
    }

    pub(crate) fn configuration(&self) -> &Configuration {
        &self.0.configuration
    }

    pub(crate) fn new(configuration: Configuration) -> Self {
        let Configuration { connect_timeout, ca_bundle, proxies, .. } = &configuration;
        let connection = Connection::new(connect_timeout.value, ca_bundle.clone(), proxies.clone());
        let connection = Arc::new(connection);
        let sender = configuration.seams.sender.clone().unwrap_or_else(|| connection.clone());
        let retries = Retries::new(configuration.retry_mode.value);
        Self(Arc::new(Inner { configuration, connection, sender, signer: Signer::new(), retries }))
    }

    /// One of the same configuration that shares no connection with this one.
    #[cfg(feature = "blocking")]
    pub(crate) fn with_own_connections(&self) -> Self {
        Self::new(self.0.configuration.clone())
    }

    /// The service that is called.
    pub fn service(&self) -> &'static Service {
        self.0.configuration.service
    }

    /// The region that is called and signed for.
    pub fn region(&self) -> &str {
        self.0.configuration.region()
    }

    /// The endpoint that is called, for instance `https://ssm.eu-central-1.amazonaws.com`.
    pub fn endpoint(&self) -> &str {
        self.0.configuration.endpoint.shown()
    }

    /// Calls an operation: sends the JSON of its request and gives the JSON of its response.
    ///
    /// `host_prefix` is what the model's endpoint trait puts before the host, with its labels filled
    /// in. Must run on a Tokio runtime with time and I/O enabled. Dropping the future gives the call
    /// up, and nothing of it goes on; whether the request went out by then is not known.
    ///
    /// What fails in passing is tried again as the [retry mode](TransportBuilder::retry_mode) has it,
    /// all within the call's time-out. An operation with [side effects](crate::Safety::SideEffects)
    /// is sent again only if nothing was sent before, or if the service said that it did not run it.
    pub fn invoke<'a>(
        &'a self,
        operation: &'static OperationInfo,
        host_prefix: Option<String>,
        body: Vec<u8>,
        options: CallOptions,
    ) -> Invocation<'a> {
        Box::pin(self.observed(operation, Prepared { host_prefix, body }, options))
    }

    /// The same for the typed skin, which hands over what it has prepared or why it could not: a future
    /// that borrows nothing and is as small as a future can be, whatever the operation.
    pub(crate) fn dispatch(
        self,
        operation: &'static OperationInfo,
        prepared: Result<Prepared, Failure>,
        options: CallOptions,
    ) -> Invocation<'static> {
        Box::pin(async move { self.observed(operation, prepared?, options).await })
    }

    async fn observed(
        &self,
        operation: &'static OperationInfo,
        prepared: Prepared,
        options: CallOptions,
    ) -> Result<Reply, Failure> {
        let (changed, applied) = match options.apply(&self.0.configuration) {
            Ok(changed) => (changed, Ok(())),
            Err(failure) => (None, Err(failure)),
        };
        let configuration = changed.as_deref().unwrap_or(&self.0.configuration);
        let observed = observability::call(configuration, operation);
        // Pinned where it is, because futures that are handed on are copied, and this one is large.
        let call = pin!(async {
            applied?;
            self.call(operation, prepared, &options, configuration).await
        });
        let outcome = call
            .instrument(observed.span())
            .await
            .map_err(|failure| failure.of_operation(operation).at_endpoint(configuration.endpoint.shown()));
        observed.ended(outcome.as_ref());
        outcome
    }

    async fn call(
        &self,
        operation: &'static OperationInfo,
        Prepared { host_prefix, body }: Prepared,
        options: &CallOptions,
        configuration: &Configuration,
    ) -> Result<Reply, Failure> {
        if Handle::try_current().is_err() {
            return Err(Failure::configuration(
                "calls need a Tokio runtime, and this one does not run on one",
            ));
        }
        let call_timeout = configuration.call_timeout.as_ref().map(|timeout| timeout.value);
        let time_limit = options.timeout.or(call_timeout);
        let max_attempts = configuration.max_attempts.value;
        let deadline = Deadline::of_call(time_limit);
        // What is left of a caller's own time may be nothing. An answer that is at hand would come first, and
        // so a call would succeed now and then.
        if time_limit == Some(Duration::ZERO) {
            return Err(deadline.expired().without("no turn to send"));
        }
        let url = configuration.endpoint.with_host_prefix(host_prefix.as_deref())?;
        let request = CallRequest::new(operation, url, body);
        let retries = self.0.retries.of_call(&configuration.seams, max_attempts, time_limit);
        let Inner { sender, signer, .. } = &*self.0;
        Attempts { configuration, sender: &**sender, signer, request: &request, operation, deadline }
            .run(retries)
            .await
    }
}

/// Every setting and where it came from: the code, a variable, a line of a file, or the default.
/// Secrets are not shown.
impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.configuration.fmt(f)
    }
}
