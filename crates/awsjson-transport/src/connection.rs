//! The connections of one transport: made late, kept open, with one request at a time on each.

mod connector;
mod deadline;
mod proxied;
mod reason;
mod resolver;
mod sending;
mod stream;
mod tls;

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::PROXY_AUTHORIZATION;
use http::{HeaderValue, Response, Uri};
use hyper::body::Incoming;
use hyper_util::client::legacy;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use crate::configuration::Configuration;
use crate::failure::{ErrorKind, Failure};
use crate::response;
use crate::seams::{Limits, Sender, Sending};
use crate::settings::{Protocol, Proxies, Proxy, Setting};
use crate::uri::is_https;
use connector::Connector;
pub(crate) use deadline::{Deadline, Expired};
use sending::{Fate, TrackedBody};
pub use stream::Stream;
use tls::Tls;

/// How long a connection is kept without a call.
const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// The connections of one transport.
pub(crate) struct Connection {
    client: legacy::Client<Connector, TrackedBody>,
    connector: Connector,
    tls: Arc<Tls>,
    proxies: Arc<Proxies>,
    connect_timeout: Duration,
}

impl Connection {
    pub(crate) fn new(connect_timeout: Duration, ca_bundle: Option<Setting>, proxies: Arc<Proxies>) -> Self {
        let tls = Arc::new(Tls::new(ca_bundle));
        let connector = Connector::new(tls.clone(), proxies.clone(), connect_timeout);
        // A request that found its kept connection closed is sent by another one, unless its body
        // was asked for; that is within what its fate allows.
        let client = legacy::Client::builder(TokioExecutor::new())
            .retry_canceled_requests(true)
            .pool_idle_timeout(IDLE_TIMEOUT)
            .pool_timer(TokioTimer::new())
            .build(connector.clone());
        Self { client, connector, tls, proxies, connect_timeout }
    }

    pub(crate) fn of(configuration: &Configuration) -> Self {
        let Configuration { connect_timeout, ca_bundle, proxies, .. } = configuration;
        Self::new(connect_timeout.value, ca_bundle.clone(), proxies.clone())
    }

    /// What a URI needs before it can be called: its proxy, and TLS unless an earlier call set it up.
    async fn ready(&self, uri: &Uri, deadline: Deadline) -> Result<Ready<'_>, Failure> {
        let proxy = self.proxies.for_uri(uri)?;
        if is_https(uri) || proxy.is_some_and(|proxy| is_https(proxy.uri())) {
            match deadline.bound(self.tls.ready()).await {
                Ok(stack) => stack?,
                Err(expired) => return Err(timed_out("no connection", &expired)),
            };
        }
        Ok(Ready { connection: self, proxy })
    }
}

impl Connection {
    /// A connection of its own, for something else than requests.
    pub(crate) async fn open(&self, uri: &Uri) -> Result<Stream, Failure> {
        let deadline = Deadline::of_call(None).or_sooner(self.connect_timeout, "connect time-out");
        let ready = self.ready(uri, deadline).await?;
        let opened = self.connector.open(uri).await;
        opened.map_err(|error| ready.not_connected(connector::NotConnected(error)))
    }
}

impl Sender for Connection {
    fn send<'a>(&'a self, request: http::Request<Bytes>, limits: Limits) -> Sending<'a> {
        Box::pin(async move {
            let ready = self.ready(request.uri(), limits.deadline).await?;
            response::read(ready.send(request, limits.deadline).await?, limits).await
        })
    }
}

/// Connections that can send.
struct Ready<'a> {
    connection: &'a Connection,
    /// The proxy that the endpoint is called through.
    proxy: Option<&'a Proxy>,
}

impl Ready<'_> {
    /// Sends one request, once, and waits for the head of its answer.
    async fn send(
        &self,
        mut request: http::Request<Bytes>,
        deadline: Deadline,
    ) -> Result<Response<Incoming>, Failure> {
        if let Some(login) = self.login_within(request.uri()) {
            request.headers_mut().insert(PROXY_AUTHORIZATION, login.clone());
        }
        let fate = Fate::default();
        let request = request.map(|body| TrackedBody::new(body, fate.clone()));
        match deadline.bound(self.connection.client.request(request)).await {
            Ok(Ok(response)) => Ok(response),
            // A request without a body counts as sent from the start, but not without a connection.
            Ok(Err(error)) if !error.is_connect() && fate.sent_or_abandon() => Err(interrupted(error)),
            Ok(Err(error)) => Err(self.not_connected(error)),
            Err(expired) if fate.sent_or_abandon() => Err(timed_out("no answer", &expired).sent(true)),
            Err(expired) => Err(timed_out("no connection", &expired)),
        }
    }

    /// What the proxy wants to see in the request itself. Only plain http lets it look there; for
    /// the rest it is asked for a connection, which see [`proxied`].
    fn login_within(&self, uri: &Uri) -> Option<&HeaderValue> {
        let proxy = self.proxy.filter(|proxy| proxy.protocol() == Protocol::Http && !is_https(uri))?;
        Some(&proxy.login()?.basic)
    }

    fn not_connected(&self, error: impl Error + Send + Sync + 'static) -> Failure {
        let failure = if reason::is_time_out(&error) {
            let expired = Expired { limit: self.connection.connect_timeout, name: "connect time-out" };
            timed_out(&format!("no connection{}", self.through_proxy()), &expired)
        } else {
            let reason = reason::of_connecting(&error);
            Failure::new(ErrorKind::Connect, format!("{reason}{}", self.through_proxy()))
        };
        failure.caused_by(error)
    }

    fn through_proxy(&self) -> String {
        self.proxy.map_or(String::new(), |proxy| format!(" through the proxy {proxy}"))
    }
}

/// The connection was lost, or stopped making sense, after the request went out.
pub(crate) fn interrupted(error: impl Error + Send + Sync + 'static) -> Failure {
    let reason = reason::of_exchange(&error);
    Failure::new(ErrorKind::Interrupted, reason).sent(true).caused_by(error)
}

/// A time-out passed without something.
pub(crate) fn timed_out(missing: &str, expired: &Expired) -> Failure {
    Failure::new(ErrorKind::Timeout, format!("{missing} within {expired}"))
}
