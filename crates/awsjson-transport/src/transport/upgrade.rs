//! What programs need to speak something else with a service than calls, WebSocket for instance.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue, USER_AGENT};
use http::{HeaderMap, Method, Uri};

use super::Transport;
use crate::connection::Stream;
use crate::deadline::Deadline;
use crate::failure::Failure;
use crate::request::signing::SigningScope;
use crate::response::Advice;
use crate::uri::{is_https, is_loopback, origin, parse};

impl Transport {
    /// Opens a connection to the host of an `https://` URL, or of an `http://` one on this machine or at this
    /// transport's own endpoint, by the way that its calls go: through its proxy, with its certificates and TLS, within its connect
    /// time-out. The path counts for nothing. The connection is the caller's alone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) for a URL that is none or would go
    /// in clear to another machine; [`ErrorKind::Connect`](crate::ErrorKind::Connect) and
    /// [`ErrorKind::Timeout`](crate::ErrorKind::Timeout) as of calls.
    pub async fn open_stream(&self, url: &str) -> Result<Stream, Failure> {
        let url = parsed(url)?;
        self.check_clear(&url)?;
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
        let mut request = http::Request::new(Bytes::new());
        *request.uri_mut() = parsed(url)?;
        self.sign(&mut request, signing_name).await?;
        Ok(std::mem::take(request.headers_mut()))
    }

    /// A `POST` of a body to a URL, signed (Signature Version 4) for a service and for this transport's region, and
    /// with this transport's `user-agent`. It must go out with the URL's host within five minutes.
    ///
    /// # Errors
    ///
    /// As of [`sign_get`](Self::sign_get).
    pub async fn signed_post(
        &self,
        url: &str,
        content_type: &'static str,
        body: Bytes,
        signing_name: &str,
    ) -> Result<http::Request<Bytes>, Failure> {
        let mut request = http::Request::new(body);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = parsed(url)?;
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        self.sign(&mut request, signing_name).await?;
        Ok(request)
    }

    /// Takes over the time of a service that refused what [`sign_get`](Self::sign_get) or
    /// [`signed_post`](Self::signed_post) signed, as calls do by themselves: its answer's `date` counts. Returns
    /// whether that is over four minutes from what was signed with, so that it is worth signing again.
    pub fn correct_clock(&self, refusal: &HeaderMap) -> bool {
        let (inner, of_service) = (&self.0, Advice::of(refusal).date);
        of_service.is_some_and(|date| inner.retries.correct_clock(&inner.configuration.seams, date))
    }

    /// Refuses what would go in clear to another machine, unless the transport's own endpoint is there.
    fn check_clear(&self, url: &Uri) -> Result<(), Failure> {
        let host = origin(url);
        let is_own = parse(self.endpoint()).is_ok_and(|own| origin(&own) == host);
        if is_https(url) || (url.scheme_str() == Some("http") && (is_own || is_loopback(url))) {
            return Ok(());
        }
        Err(Failure::configuration(format!(
            "{host} is not https, and only this machine may be spoken to without it"
        )))
    }

    async fn sign(&self, request: &mut http::Request<Bytes>, signing_name: &str) -> Result<(), Failure> {
        let configuration = &self.0.configuration;
        let deadline = Deadline::of_call(configuration.call_timeout.as_ref().map(|timeout| timeout.value));
        let proof = configuration.authentication.proof(deadline).await?;
        let scope = SigningScope {
            region: configuration.region(),
            service: signing_name,
            time: self.0.retries.signing_time(&configuration.seams),
        };
        proof.sign(&self.0.signer, request, &scope).map_err(|error| {
            let source = configuration.authentication.name();
            Failure::credentials(format!("what {source} gave cannot be used to sign")).caused_by(error)
        })?;
        request.headers_mut().insert(USER_AGENT, configuration.user_agent.clone());
        Ok(())
    }
}

/// Its text stays out of the error: it may hold a signature.
fn parsed(url: &str) -> Result<Uri, Failure> {
    parse(url).map_err(|flaw| Failure::configuration(format!("a URL to connect to is none: {flaw}")))
}
