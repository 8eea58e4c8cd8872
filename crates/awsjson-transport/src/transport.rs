//! The way of one call.

mod builder;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;

pub use builder::{
    DEFAULT_ATTEMPT_TIMEOUT, DEFAULT_CONNECT_TIMEOUT, DEFAULT_MAX_RESPONSE_BYTES, TransportBuilder,
};

use crate::configuration::Configuration;
use crate::connection::{Connection, Deadline};
use crate::failure::Failure;
use crate::reply::Reply;
use crate::request::CallRequest;
use crate::response;
use crate::retry;
use crate::service::{OperationInfo, Service};

/// Sends the calls of one service. Cloning it is cheap, and clones share their connections.
///
/// Everything here deals in JSON bytes and knows no operation's types, so it is compiled once.
#[derive(Clone)]
pub struct Transport(Arc<Inner>);

struct Inner {
    configuration: Configuration,
    connection: Connection,
}

/// The future of one call.
pub type Invocation<'a> = Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send + 'a>>;

/// What one call may set differently from its transport.
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    timeout: Option<Duration>,
}

impl CallOptions {
    /// The transport's settings as they are.
    pub fn new() -> Self {
        Self::default()
    }

    /// Time for the whole call, in place of
    /// [`call_timeout`](TransportBuilder::call_timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }
}

impl Transport {
    /// Starts from nothing: only what is said in code counts.
    pub fn builder(service: &'static Service) -> TransportBuilder {
        TransportBuilder::from_env(service).without_env()
    }

    /// Starts from this process's environment variables:
    ///
    /// | what | variables, the first that is set |
    /// |---|---|
    /// | region | `AWS_REGION`, `AWS_DEFAULT_REGION` |
    /// | credentials | those of [`DefaultCredentials`](crate::DefaultCredentials), and what these point to |
    /// | endpoint | `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`; neither if `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is `true` |
    ///
    /// `<SERVICE>` is the service's id in upper case with `_` for each space. What is said in code
    /// wins over all of them. They are read by [`build`](TransportBuilder::build), those of the
    /// credentials by the first call.
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

    pub(crate) fn new(configuration: Configuration) -> Self {
        let connection = Connection::new(configuration.endpoint.is_https(), configuration.connect_timeout);
        Self(Arc::new(Inner { configuration, connection }))
    }

    /// The service that is called.
    pub fn service(&self) -> &'static Service {
        self.0.configuration.service
    }

    /// The region that is called and signed for.
    pub fn region(&self) -> &str {
        &self.0.configuration.region
    }

    /// The endpoint that is called, for instance `https://ssm.eu-central-1.amazonaws.com`.
    pub fn endpoint(&self) -> &str {
        self.0.configuration.endpoint.shown()
    }

    /// Calls an operation: sends the JSON of its request and gives the JSON of its response.
    ///
    /// `host_prefix` is what the model's endpoint trait puts before the host, with its labels filled in. Must run on a Tokio
    /// runtime with time and I/O enabled. Dropping the future gives the call up; whether the request
    /// went out by then is not known.
    pub fn invoke<'a>(
        &'a self,
        operation: &'static OperationInfo,
        host_prefix: Option<String>,
        body: Vec<u8>,
        options: CallOptions,
    ) -> Invocation<'a> {
        Box::pin(async move {
            self.call(operation, host_prefix, body, options)
                .await
                .map_err(|failure| failure.of_operation(operation).at_endpoint(self.endpoint()))
        })
    }

    async fn call(
        &self,
        operation: &'static OperationInfo,
        host_prefix: Option<String>,
        body: Vec<u8>,
        options: CallOptions,
    ) -> Result<Reply, Failure> {
        if Handle::try_current().is_err() {
            return Err(Failure::configuration(
                "calls need a Tokio runtime, and this one does not run on one",
            ));
        }
        let configuration = &self.0.configuration;
        let deadline = Deadline::of_call(options.timeout.or(configuration.call_timeout));
        let url = configuration.endpoint.with_host_prefix(host_prefix.as_deref())?;
        let request = CallRequest::new(operation, url, body);
        self.attempt(1, &request, deadline).await
    }

    async fn attempt(
        &self,
        attempt: u32,
        request: &CallRequest,
        deadline: Deadline,
    ) -> Result<Reply, Failure> {
        let Inner { configuration, connection } = &*self.0;
        let credentials = configuration.credentials.fetch(deadline).await?;
        let deadline = deadline.or_sooner(configuration.attempt_timeout, "attempt time-out");
        let client = connection.ready(deadline).await?;
        let request = request.attempt(attempt, 1, configuration, credentials.clone())?;
        let outcome = async {
            let response = client.send(request, deadline).await?;
            response::receive(response, attempt, configuration.max_response_bytes, deadline).await
        };
        outcome.await.map_err(|failure| {
            if retry::is_expired_credentials(failure.code()) {
                configuration.credentials.forget(&credentials);
            }
            failure.after_attempts(attempt)
        })
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let configuration = &self.0.configuration;
        f.debug_struct("Transport")
            .field("service", &configuration.service.id)
            .field("region", &self.region())
            .field("endpoint", &self.endpoint())
            .field("credentials", &configuration.credentials)
            .finish_non_exhaustive()
    }
}
