//! The ways to a service: directly or through a proxy, with TLS or without.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use tower_service::Service;

use super::proxied;
use super::resolver::Resolver;
use super::stream::{BoxedIo, Stream};
use super::tls::Tls;
use crate::settings::{Protocol, Proxies};
use crate::uri::is_https;

pub(super) type BoxedError = Box<dyn Error + Send + Sync>;

/// After how much silence, and how often, the other side is asked whether it is still there, so that
/// a connection that a gateway on the way has forgotten is found out before a call uses it.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
const KEEP_ALIVE_RETRIES: u32 = 3;

/// How long the system waits for a sign that what was sent arrived, before it calls the connection
/// dead.
#[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
const UNACKNOWLEDGED: Duration = Duration::from_secs(30);

/// Makes connections.
pub(super) struct Connector {
    tcp: HttpConnector<Resolver>,
    tls: Arc<Tls>,
    proxies: Arc<Proxies>,
    timeout: Duration,
}

impl Connector {
    pub(super) fn new(tls: Arc<Tls>, proxies: Arc<Proxies>, timeout: Duration) -> Self {
        let mut tcp = HttpConnector::new_with_resolver(Resolver);
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(timeout));
        tcp.set_keepalive(Some(KEEP_ALIVE));
        tcp.set_keepalive_interval(Some(KEEP_ALIVE));
        tcp.set_keepalive_retries(Some(KEEP_ALIVE_RETRIES));
        #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
        tcp.set_tcp_user_timeout(Some(UNACKNOWLEDGED));
        Self { tcp, tls, proxies, timeout }
    }

    /// Connects within the connect time-out.
    pub(super) async fn open(&self, target: &Uri) -> Result<Stream, BoxedError> {
        match tokio::time::timeout(self.timeout, self.connect(target)).await {
            Ok(connected) => connected,
            Err(_) => Err(TimedOut.into()),
        }
    }

    async fn connect(&self, target: &Uri) -> Result<Stream, BoxedError> {
        let Some(proxy) = self.proxies.for_uri(target)? else {
            return Ok(Stream::new(self.dial(target).await?));
        };
        let io = self.dial(proxy.uri()).await?;
        if proxy.protocol() == Protocol::Http && !is_https(target) {
            return Ok(Stream::new(io));
        }
        let io = proxied::through(proxy, io, target).await?;
        self.secured(io, target).await.map(Stream::new)
    }

    /// Connects to the very host of a URI.
    async fn dial(&self, uri: &Uri) -> Result<BoxedIo, BoxedError> {
        let tcp = self.tcp.clone().call(uri.clone()).await?;
        self.secured(Box::new(tcp.into_inner()), uri).await
    }

    async fn secured(&self, io: BoxedIo, uri: &Uri) -> Result<BoxedIo, BoxedError> {
        if is_https(uri) { self.tls.secure(io, uri).await } else { Ok(io) }
    }
}

/// No connection came about.
#[derive(Debug)]
pub(super) struct NotConnected(pub(super) BoxedError);

impl fmt::Display for NotConnected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no connection came about")
    }
}

impl Error for NotConnected {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

/// The connect time-out passed.
#[derive(Debug)]
pub(super) struct TimedOut;

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it took too long")
    }
}

impl Error for TimedOut {}
