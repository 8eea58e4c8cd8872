//! What programs need to speak something else with a service than calls, WebSocket for instance.

use bytes::Bytes;
use http::header::USER_AGENT;
use http::{HeaderMap, Uri};

use super::Transport;
use crate::connection::{Deadline, Stream};
use crate::failure::Failure;
use crate::request::signing::SigningScope;
use crate::uri::{is_https, is_loopback, origin, parse};

impl Transport {
    /// Opens a connection to the host of an `https://` URL, or of an `http://` one on this machine, by the way
    /// that this transport's calls go: through its proxy, with its certificates and TLS, within its connect
    /// time-out. The path counts for nothing. The connection is the caller's alone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) for a URL that is none or would go
    /// in clear to another machine; [`ErrorKind::Connect`](crate::ErrorKind::Connect) and
    /// [`ErrorKind::Timeout`](crate::ErrorKind::Timeout) as of calls.
    pub async fn open_stream(&self, url: &str) -> Result<Stream, Failure> {
        let url = target(url)?;
        let opened = self.0.connection.open(&url).await;
        opened.map_err(|failure| failure.at_endpoint(&origin(&url)))
    }

    /// The headers that make a GET of a URL one that is signed (Signature Version 4) for a service, and for
    /// this transport's region: `x-amz-date`, `authorization`, `x-amz-security-token` if the credentials have
    /// a session token; beside them this transport's `user-agent`. The request must go out with the URL's
    /// host and query, without a body, and within five minutes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) for a URL that is none;
    /// [`ErrorKind::Credentials`](crate::ErrorKind::Credentials).
    pub async fn sign_get(&self, url: &str, signing_name: &str) -> Result<HeaderMap, Failure> {
        let configuration = &self.0.configuration;
        let mut request = http::Request::new(Bytes::new());
        *request.uri_mut() = target(url)?;
        let deadline = Deadline::of_call(configuration.call_timeout.as_ref().map(|timeout| timeout.value));
        let credentials = configuration.credentials.fetch(deadline).await?;
        let scope = SigningScope {
            region: configuration.region(),
            service: signing_name,
            time: self.0.retries.signing_time(&configuration.seams),
        };
        self.0.signer.sign(&mut request, &credentials, &scope).map_err(|error| {
            let source = configuration.credentials.name();
            Failure::credentials(format!("what {source} gave cannot be used to sign")).caused_by(error)
        })?;
        let mut headers = std::mem::take(request.headers_mut());
        headers.insert(USER_AGENT, configuration.user_agent.clone());
        Ok(headers)
    }
}

/// Its text stays out of the error: it may hold a signature.
fn target(url: &str) -> Result<Uri, Failure> {
    let uri =
        parse(url).map_err(|flaw| Failure::configuration(format!("a URL to connect to is none: {flaw}")))?;
    if is_https(&uri) || (uri.scheme_str() == Some("http") && is_loopback(&uri)) {
        return Ok(uri);
    }
    let shown = origin(&uri);
    Err(Failure::configuration(format!(
        "{shown} is not https, and only this machine may be spoken to without it"
    )))
}
