//! The connections of one transport: made late, kept open, with one request at a time on each.

mod deadline;
mod reason;
mod sending;
mod tls;

use std::time::Duration;

use bytes::Bytes;
use tokio::sync::OnceCell;

use crate::failure::{ErrorKind, Failure};
pub(crate) use deadline::{Deadline, Expired};
use sending::{Fate, TrackedBody};

/// The HTTP client of one transport, made at the first call.
pub(crate) struct Connection {
    client: OnceCell<reqwest::Client>,
    https: bool,
    connect_timeout: Duration,
}

impl Connection {
    pub(crate) fn new(https: bool, connect_timeout: Duration) -> Self {
        Self { client: OnceCell::new(), https, connect_timeout }
    }

    /// Makes the client unless an earlier call did; for https that reads the system's certificates.
    pub(crate) async fn ready(&self, deadline: Deadline) -> Result<Ready<'_>, Failure> {
        let client = self.client.get_or_try_init(|| async {
            let tls = if self.https { tls::trusting_the_system().await? } else { tls::trusting_nobody()? };
            client(tls, self.connect_timeout)
        });
        match deadline.bound(client).await {
            Ok(client) => Ok(Ready { client: client?, connect_timeout: self.connect_timeout }),
            Err(expired) => Err(timed_out("no connection", &expired)),
        }
    }
}

/// A client that can send.
pub(crate) struct Ready<'a> {
    client: &'a reqwest::Client,
    connect_timeout: Duration,
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
        let request = reqwest::Request::try_from(request).map_err(|error| {
            Failure::new(ErrorKind::InvalidRequest, "it makes no HTTP request").caused_by(error.without_url())
        })?;
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
            timed_out("no connection", &expired)
        } else {
            Failure::new(ErrorKind::Connect, reason::of_connecting(&error))
        };
        failure.caused_by(error.without_url())
    }
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
/// other crates of the same program have switched on: redirects, its own retries, proxies from the
/// environment, decompression, HTTP/2, the Referer header.
fn client(tls: rustls::ClientConfig, connect_timeout: Duration) -> Result<reqwest::Client, Failure> {
    reqwest::Client::builder()
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
        .referer(false)
        .build()
        .map_err(|error| Failure::configuration("the HTTP client cannot be set up").caused_by(error))
}
