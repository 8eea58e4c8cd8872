//! Asking the services that hand out credentials.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue, USER_AGENT};
use http::{Method, Uri};

use super::unavailable::Unavailable;
use crate::connection::Connection;
use crate::deadline::Deadline;
use crate::failure::{ErrorKind, Failure};
pub(super) use crate::seams::Answer;
use crate::seams::{self, Sender};
use crate::settings::{Environment, Proxies, Setting};
use crate::uri::origin;

/// The longest answer that is read: a set of credentials takes a few kilobytes, most of it the
/// session token.
const MAX_ANSWER_BYTES: usize = 256 << 10;

/// Time for a connection over the network, TLS included; that of calls.
const CONNECT_TIMEOUT: Duration = crate::transport::DEFAULT_CONNECT_TIMEOUT;

/// Time for a connection that stays within this machine or its host, where an answer comes in
/// milliseconds or not at all.
const LOCAL_CONNECT_TIMEOUT: Duration = Duration::from_secs(1);

/// The connections to them: plain ones, which are all local and go through no proxy, and those over
/// TLS.
pub(super) struct Http {
    local: Connection,
    secure: OnceLock<Connection>,
    /// Says how to connect over TLS unless code does.
    environment: Environment,
}

/// How long and how often to try.
pub(super) struct Limits {
    /// Time for one attempt.
    pub(super) timeout: Duration,
    /// What an error calls that time: "limit for …".
    pub(super) name: &'static str,
    /// At least 1. More only where the same request may arrive twice.
    pub(super) attempts: u32,
}

/// A request with one header, which is what all of them have.
pub(super) fn request(
    method: Method,
    url: &str,
    (name, value): (HeaderName, HeaderValue),
    body: Bytes,
) -> Result<http::Request<Bytes>, Unavailable> {
    let mut request = http::Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = url.parse::<Uri>().map_err(Unavailable::failed)?;
    request.headers_mut().insert(name, value);
    Ok(request)
}

impl Http {
    /// Proxies and certificates as the environment's variables say.
    pub(super) fn new(environment: Environment) -> Self {
        let local = Connection::new(LOCAL_CONNECT_TIMEOUT, None, Arc::default());
        Self { local, secure: OnceLock::new(), environment }
    }

    /// The proxies and the certificates to trust over TLS, in place of the environment's.
    pub(super) fn connected_by(self, ca_bundle: Option<Setting>, proxies: Arc<Proxies>) -> Self {
        Self { secure: Connection::new(CONNECT_TIMEOUT, ca_bundle, proxies).into(), ..self }
    }

    fn secure(&self) -> Result<&Connection, Failure> {
        if let Some(connection) = self.secure.get() {
            return Ok(connection);
        }
        let proxies = Arc::new(Proxies::of_environment(&self.environment)?);
        let ca_bundle = self.environment.first(&["AWS_CA_BUNDLE"])?;
        Ok(self.secure.get_or_init(|| Connection::new(CONNECT_TIMEOUT, ca_bundle, proxies)))
    }

    /// Sends a request until an answer comes that is not the server's own trouble, and gives the last
    /// one, or why there is none.
    pub(super) async fn send(
        &self,
        mut request: http::Request<Bytes>,
        limits: &Limits,
    ) -> Result<Answer, String> {
        let agent = concat!("awsjson-transport/", env!("CARGO_PKG_VERSION"));
        request.headers_mut().insert(USER_AGENT, HeaderValue::from_static(agent));
        let mut attempt = 1;
        loop {
            let outcome = self.send_once(request.clone(), limits).await;
            let passes = match &outcome {
                Ok(answer) => answer.status.is_server_error() || answer.status.as_u16() == 429,
                Err(_) => true,
            };
            if !passes || attempt >= limits.attempts {
                return outcome.map_err(|failure| {
                    let uri = request.uri();
                    let attempts = if attempt == 1 { String::new() } else { format!(", {attempt} attempts") };
                    format!("{}: {failure}{attempts}", origin(uri))
                });
            }
            attempt += 1;
        }
    }

    async fn send_once(&self, request: http::Request<Bytes>, limits: &Limits) -> Result<Answer, Failure> {
        let deadline = Deadline::of_call(None).or_sooner(limits.timeout, limits.name);
        let https = request.uri().scheme_str() == Some("https");
        let connection = if https { self.secure()? } else { &self.local };
        let limits = seams::Limits { deadline, max_bytes: MAX_ANSWER_BYTES };
        connection.send(request, limits).await.map_err(|failure| match failure.kind() {
            ErrorKind::ResponseTooLarge => {
                Failure::credentials(format!("the answer is longer than {MAX_ANSWER_BYTES} bytes"))
            }
            _ => failure,
        })
    }
}
