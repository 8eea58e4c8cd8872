//! The connections of one transport: made late, kept open, with one request at a time on each.

mod channel;
mod connector;
mod pool;
mod proxied;
mod reading;
mod reason;
mod resolver;
mod stream;
mod tls;

use std::error::Error;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HOST, InvalidHeaderValue, PROXY_AUTHORIZATION};
use http::{HeaderValue, Request, Response, Uri};
use hyper::body::Incoming;

use crate::deadline::{Deadline, Expired, Timer};
use crate::failure::{ErrorKind, Failure};
use crate::seams::{Limits, Sender, Sending};
use crate::settings::{Protocol, Proxies, Proxy, Setting};
use crate::uri::{host_and_port, is_https};
use channel::{Channel, Payload};
use connector::{Connector, NotConnected};
use pool::Pool;
use reading::Arriving;
pub use stream::Stream;
use tls::Tls;

/// The connections of one transport.
pub(crate) struct Connection {
    connector: Connector,
    pool: Pool,
    tls: Arc<Tls>,
    proxies: Arc<Proxies>,
    connect_timeout: Duration,
}

impl Connection {
    pub(crate) fn new(connect_timeout: Duration, ca_bundle: Option<Setting>, proxies: Arc<Proxies>) -> Self {
        let tls = Arc::new(Tls::new(ca_bundle));
        let connector = Connector::new(tls.clone(), proxies.clone(), connect_timeout);
        Self { connector, pool: Pool::default(), tls, proxies, connect_timeout }
    }

    /// A connection of its own, for something else than requests.
    pub(crate) async fn open(&self, uri: &Uri) -> Result<Stream, Failure> {
        let deadline = Deadline::of_call(None).or_sooner(self.connect_timeout, "connect time-out");
        let sleep = pin!(deadline.sleep());
        let way = self.way(uri, &mut Timer { sleep, deadline }).await?;
        self.connector.open(uri).await.map_err(|error| way.not_connected(NotConnected(error)))
    }

    /// The way to a URI, ready to be gone: TLS is set up unless an earlier call did.
    async fn way(&self, uri: &Uri, timer: &mut Timer<'_>) -> Result<Way<'_>, Failure> {
        let proxy = self.proxies.for_uri(uri)?;
        let is_secure = is_https(uri) || proxy.is_some_and(|proxy| is_https(proxy.uri()));
        if is_secure && !self.tls.is_ready() {
            match timer.bound(Box::pin(self.tls.ready())).await {
                Ok(stack) => stack?,
                Err(expired) => return Err(expired.without("no connection")),
            };
        }
        Ok(Way { connection: self, proxy })
    }
}

impl Sender for Connection {
    fn send<'a>(&'a self, mut request: Request<Bytes>, limits: Limits) -> Sending<'a> {
        Box::pin(async move {
            let sleep = pin!(limits.deadline.sleep());
            let timer = &mut Timer { sleep, deadline: limits.deadline };
            let way = self.way(request.uri(), timer).await?;
            let (mut channel, response) = way.send(&mut request, timer).await?;
            let answer = Arriving { channel: &mut channel, response, timer }.read(limits.max_bytes).await?;
            self.pool.give_back(channel);
            Ok(answer)
        })
    }
}

/// The way to where a request goes.
struct Way<'a> {
    connection: &'a Connection,
    /// The proxy that the endpoint is called through.
    proxy: Option<&'a Proxy>,
}

impl Way<'_> {
    /// Sends one request, once, and waits for the head of its answer. The request is taken from where it is,
    /// because arguments of an async function are held twice.
    async fn send(
        &self,
        request: &mut Request<Bytes>,
        timer: &mut Timer<'_>,
    ) -> Result<(Box<Channel>, Response<Incoming>), Failure> {
        let uri = request.uri().clone();
        self.prepare(request)?;
        loop {
            let kept = self.connection.pool.take(&uri);
            let is_kept = kept.is_some();
            let mut channel = match kept {
                Some(channel) => channel,
                // In a box, because few calls get here and all would be as large as connecting is.
                None => match timer.bound(Box::pin(self.open(&uri))).await {
                    Ok(channel) => channel?,
                    Err(expired) => return Err(expired.without("no connection")),
                },
            };
            let mut answer = pin!(channel.put(std::mem::take(request)));
            match timer.bound(channel.drive_until(|unheard| answer.as_mut().poll(unheard))).await {
                Ok(Ok(response)) => return Ok((channel, response)),
                Ok(Err(mut error)) => match error.take_message() {
                    // The connection was closed after all, before anything went out by it.
                    Some(unsent) if is_kept => *request = unsent.map(Payload::into_bytes),
                    Some(_) => return Err(self.not_connected(error.into_error())),
                    None => return Err(interrupted(error.into_error())),
                },
                Err(expired) => return Err(expired.without("no answer").sent(true)),
            }
        }
    }

    async fn open(&self, uri: &Uri) -> Result<Box<Channel>, Failure> {
        let stream = self.connection.connector.open(uri).await;
        let stream = stream.map_err(|error| self.not_connected(NotConnected(error)))?;
        Channel::new(stream, uri).await.map_err(|error| self.not_connected(error))
    }

    /// Makes a request what goes out: with the host in a header, and in the first line only the path,
    /// unless a proxy reads it.
    fn prepare(&self, request: &mut Request<Bytes>) -> Result<(), Failure> {
        if !request.headers().contains_key(HOST) {
            let host = HeaderValue::from_str(host_and_port(request.uri()).unwrap_or_default());
            request.headers_mut().insert(HOST, host.map_err(not_http)?);
        }
        match self.proxy.filter(|proxy| proxy.protocol() == Protocol::Http && !is_https(request.uri())) {
            Some(proxy) => {
                if let Some(login) = proxy.login() {
                    request.headers_mut().insert(PROXY_AUTHORIZATION, login.basic.clone());
                }
            }
            None => {
                let path = request.uri().path_and_query().cloned();
                *request.uri_mut() = path.map_or_else(Uri::default, Uri::from);
            }
        }
        Ok(())
    }

    fn not_connected(&self, error: impl Error + Send + Sync + 'static) -> Failure {
        let failure = if reason::is_time_out(&error) {
            let expired = Expired::of(self.connection.connect_timeout, "connect time-out");
            expired.without(&format!("no connection{}", self.through_proxy()))
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
fn interrupted(error: hyper::Error) -> Failure {
    let reason = reason::of_exchange(&error);
    Failure::new(ErrorKind::Interrupted, reason).sent(true).caused_by(error)
}

fn not_http(error: InvalidHeaderValue) -> Failure {
    Failure::new(ErrorKind::InvalidRequest, "its host makes no HTTP header").caused_by(error)
}
