//! The connections of one transport: made late, kept open, with one request at a time on each.

mod deadline;
mod reason;
mod sending;
mod tls;

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::OnceCell;
use url::Url;

use crate::configuration::Configuration;
use crate::failure::{ErrorKind, Failure};
use crate::response;
use crate::seams::{Limits, Sender, Sending};
use crate::settings::{Proxies, Proxy, Setting};
pub(crate) use deadline::{Deadline, Expired};
use sending::{Fate, TrackedBody};

/// The HTTP clients of one transport, each made when a call first needs it: most transports only
/// ever make one.
pub(crate) struct Connection {
    /// For requests that do not use TLS.
    plain: OnceCell<reqwest::Client>,
    /// For requests that do. Making it reads the certificates to trust.
    secure: OnceCell<reqwest::Client>,
    connect_timeout: Duration,
    ca_bundle: Option<Setting>,
    proxies: Arc<Proxies>,
}

impl Connection {
    pub(crate) fn new(connect_timeout: Duration, ca_bundle: Option<Setting>, proxies: Arc<Proxies>) -> Self {
        Self { plain: OnceCell::new(), secure: OnceCell::new(), connect_timeout, ca_bundle, proxies }
    }

    pub(crate) fn of(configuration: &Configuration) -> Self {
        let Configuration { connect_timeout, ca_bundle, proxies, .. } = configuration;
        Self::new(connect_timeout.value, ca_bundle.clone(), proxies.clone())
    }

    /// The client for a URI, made unless an earlier call did.
    pub(crate) async fn ready(&self, uri: &http::Uri, deadline: Deadline) -> Result<Ready<'_>, Failure> {
        let url = Url::parse(&uri.to_string()).map_err(not_http)?;
        let proxy = self.proxies.for_url(&url)?;
        let is_secure = |url: &Url| url.scheme() == "https";
        let client = if is_secure(&url) || proxy.is_some_and(|proxy| is_secure(proxy.url())) {
            deadline.bound(self.secure.get_or_try_init(|| self.secure_client())).await
        } else {
            deadline.bound(self.plain.get_or_try_init(|| self.plain_client())).await
        };
        match client {
            Ok(client) => Ok(Ready { client: client?, connect_timeout: self.connect_timeout, proxy }),
            Err(expired) => Err(timed_out("no connection", &expired)),
        }
    }

    async fn secure_client(&self) -> Result<reqwest::Client, Failure> {
        let tls = match &self.ca_bundle {
            Some(bundle) => tls::trusting_bundle(bundle.clone()).await?,
            None => tls::trusting_the_system().await?,
        };
        client(tls, self.connect_timeout, &self.proxies)
    }

    async fn plain_client(&self) -> Result<reqwest::Client, Failure> {
        client(tls::trusting_nobody()?, self.connect_timeout, &self.proxies)
    }
}

impl Sender for Connection {
    fn send<'a>(&'a self, request: http::Request<Bytes>, limits: Limits) -> Sending<'a> {
        Box::pin(async move {
            let client = self.ready(request.uri(), limits.deadline).await?;
            response::read(client.send(request, limits.deadline).await?, limits).await
        })
    }
}

/// A client that can send.
pub(crate) struct Ready<'a> {
    client: &'a reqwest::Client,
    connect_timeout: Duration,
    /// The proxy that the endpoint is called through.
    proxy: Option<&'a Proxy>,
}

impl Ready<'_> {
    /// Sends one request, once, and waits for the head of its answer.
    pub(crate) async fn send(
        &self,
        request: http::Request<Bytes>,
        deadline: Deadline,
    ) -> Result<reqwest::Response, Failure> {
        let fate = Fate::default();
        let request = request.map(|body| reqwest::Body::wrap(TrackedBody::new(body, fate.clone())));
        let request = reqwest::Request::try_from(request).map_err(|error| not_http(error.without_url()))?;
        match deadline.bound(self.client.execute(request)).await {
            Ok(Ok(response)) => Ok(response),
            // A request without a body counts as sent from the start, but not without a connection.
            Ok(Err(error)) if !error.is_connect() && fate.sent_or_abandon() => Err(interrupted(error)),
            Ok(Err(error)) => Err(self.not_connected(error)),
            Err(expired) if fate.sent_or_abandon() => Err(timed_out("no answer", &expired).sent(true)),
            Err(expired) => Err(timed_out("no connection", &expired)),
        }
    }

    fn not_connected(&self, error: reqwest::Error) -> Failure {
        let failure = if error.is_timeout() {
            let expired = Expired { limit: self.connect_timeout, name: "connect time-out" };
            timed_out(&format!("no connection{}", self.through_proxy()), &expired)
        } else {
            let reason = reason::of_connecting(&error);
            Failure::new(ErrorKind::Connect, format!("{reason}{}", self.through_proxy()))
        };
        failure.caused_by(error.without_url())
    }

    fn through_proxy(&self) -> String {
        self.proxy.map_or(String::new(), |proxy| format!(" through the proxy {proxy}"))
    }
}

fn not_http(error: impl Error + Send + Sync + 'static) -> Failure {
    Failure::new(ErrorKind::InvalidRequest, "it makes no HTTP request").caused_by(error)
}

/// The connection was lost, or stopped making sense, after the request went out.
pub(crate) fn interrupted(error: reqwest::Error) -> Failure {
    Failure::new(ErrorKind::Interrupted, reason::of_exchange(&error))
        .sent(true)
        .caused_by(error.without_url())
}

/// A time-out passed without something.
pub(crate) fn timed_out(missing: &str, expired: &Expired) -> Failure {
    Failure::new(ErrorKind::Timeout, format!("{missing} within {expired}"))
}

/// Every convenience of the HTTP client that would act behind our back is off, whichever features
/// other crates of the same program have switched on: redirects, its own retries, proxies that
/// it finds itself, decompression, HTTP/2, the Referer header.
fn client(
    tls: rustls::ClientConfig,
    connect_timeout: Duration,
    proxies: &Arc<Proxies>,
) -> Result<reqwest::Client, Failure> {
    let mut builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .connect_timeout(connect_timeout)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .http1_only()
        .referer(false);
    if !proxies.is_empty() {
        let proxies = proxies.clone();
        builder = builder.proxy(reqwest::Proxy::custom(move |url| {
            proxies.for_url(url).ok().flatten().map(|proxy| proxy.url().clone())
        }));
    }
    builder
        .build()
        .map_err(|error| Failure::configuration("the HTTP client cannot be set up").caused_by(error))
}
