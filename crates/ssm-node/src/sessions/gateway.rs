//! The message gateway, `ssmmessages`: tokens by a `POST`, then a WebSocket.

use std::time::Duration;

use awsjson_transport::{Failure, JsonVersion, Service, Transport, random_uuid};
use bytes::Bytes;
use http::header::{HOST, HeaderValue};
use http::response::Parts;
use http::{Request, StatusCode, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::time::timeout;

use super::socket::Socket;

/// The service, as far as that matters for an endpoint, credentials and signatures.
pub(crate) static SSM_MESSAGES: Service = Service {
    id: "SSMMessages",
    target_prefix: "",
    signing_name: SIGNING_NAME,
    endpoint_prefix: SIGNING_NAME,
    json_version: JsonVersion::V1_1,
};

const SIGNING_NAME: &str = "ssmmessages";

/// How long the gateway may take for an answer, as for the agent.
const PATIENCE: Duration = Duration::from_secs(15);

/// The longest answer in bytes; a token has a few hundred.
const LONGEST_ANSWER: usize = 64 * 1024;

/// What the agent of the official kind calls the end of a session, in the gateway's words.
const TERMINATED: &str = "already terminated";

/// The way to the gateway.
pub(crate) struct Gateway {
    transport: Transport,
    /// Without the slash at its end.
    url: String,
}

/// Why the gateway is of no use.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GatewayError {
    #[error(transparent)]
    Call(#[from] Failure),
    #[error("{0} does not speak HTTP")]
    Http(String, #[source] hyper::Error),
    #[error("{0} answers no WebSocket")]
    WebSocket(String, #[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("{0} took longer than {seconds} seconds", seconds = PATIENCE.as_secs())]
    TooSlow(String),
    /// The answer is in XML and says why.
    #[error("{place} is refused with HTTP status {status}: {reason}")]
    Refused { place: String, status: StatusCode, reason: String },
    #[error("the answer for {0} has no token")]
    NoToken(String),
}

impl GatewayError {
    /// Whether there is no sense in trying again: the session is over.
    pub(crate) fn is_final(&self) -> bool {
        matches!(self, Self::Refused { reason, .. } if reason.contains(TERMINATED))
    }
}

impl Gateway {
    pub(crate) fn new(transport: Transport) -> Self {
        let url = transport.endpoint().trim_end_matches('/').to_owned();
        Self { transport, url }
    }

    /// A token for the control channel of a node.
    pub(super) async fn create_control_channel(&self, node: &str) -> Result<String, GatewayError> {
        let body = json!({ "MessageSchemaVersion": "1.0", "RequestId": random_uuid() });
        self.create(&format!("/v1/control-channel/{node}"), body.to_string()).await
    }

    /// A token for the data channel of a session.
    pub(super) async fn create_data_channel(
        &self,
        session: &str,
        client_id: &str,
    ) -> Result<String, GatewayError> {
        let body =
            json!({ "MessageSchemaVersion": "1.0", "RequestId": random_uuid(), "ClientId": client_id });
        self.create(&format!("/v1/data-channel/{session}"), body.to_string()).await
    }

    /// The WebSocket of the control channel of a node.
    pub(super) async fn open_control_channel(&self, node: &str) -> Result<Socket, GatewayError> {
        self.open(&format!("/v1/control-channel/{node}?role=subscribe&stream=input")).await
    }

    /// The WebSocket of the data channel of a session.
    pub(super) async fn open_data_channel(&self, session: &str) -> Result<Socket, GatewayError> {
        self.open(&format!("/v1/data-channel/{session}?role=publish_subscribe")).await
    }

    async fn create(&self, place: &str, body: String) -> Result<String, GatewayError> {
        let (status, answer) = self.post(place, Bytes::from(body)).await?;
        if status != StatusCode::CREATED {
            // The element is called as the error is.
            let reason = element(&answer, "Message").unwrap_or(&answer).trim().to_owned();
            return Err(GatewayError::Refused { place: place.to_owned(), status, reason });
        }
        let token = element(&answer, "TokenValue");
        token.map(str::to_owned).ok_or_else(|| GatewayError::NoToken(place.to_owned()))
    }

    /// Posts once more if the signature was refused because this machine's clock is wrong.
    async fn post(&self, place: &str, body: Bytes) -> Result<(StatusCode, String), GatewayError> {
        let answer = self.post_once(place, body.clone()).await?;
        let (head, text) = match answer {
            (head, _) if head.status.is_client_error() && self.transport.correct_clock(&head.headers) => {
                self.post_once(place, body).await?
            }
            answer => answer,
        };
        Ok((head.status, text))
    }

    async fn post_once(&self, place: &str, body: Bytes) -> Result<(Parts, String), GatewayError> {
        let answered = timeout(PATIENCE, self.exchange(place, body)).await;
        answered.unwrap_or_else(|_| Err(GatewayError::TooSlow(place.to_owned())))
    }

    async fn exchange(&self, place: &str, body: Bytes) -> Result<(Parts, String), GatewayError> {
        let url = format!("{}{place}", self.url);
        let mut request = self.transport.signed_post(&url, "application/json", body, SIGNING_NAME).await?;
        let stream = self.transport.open_stream(&url).await?;
        let broken = |error| GatewayError::Http(place.to_owned(), error);
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
        to_origin_form(&mut request);
        let exchange = async {
            let (head, body) =
                sender.send_request(request.map(Full::new)).await.map_err(broken)?.into_parts();
            let body = Limited::new(body, LONGEST_ANSWER).collect().await;
            let body = body.map(|body| body.to_bytes()).unwrap_or_default();
            Ok((head, String::from_utf8_lossy(&body).into_owned()))
        };
        let mut exchange = std::pin::pin!(exchange);
        tokio::select! {
            answer = exchange.as_mut() => answer,
            // The connection may be over before its last answer was looked at.
            _ = connection => exchange.await,
        }
    }

    async fn open(&self, place: &str) -> Result<Socket, GatewayError> {
        let url = format!("{}{place}", self.url);
        let opening = async {
            let headers = self.transport.sign_get(&url, SIGNING_NAME).await?;
            let stream = self.transport.open_stream(&url).await?;
            let socket = Socket::open(&url, headers, stream).await;
            socket.map_err(|error| GatewayError::WebSocket(place.to_owned(), error))
        };
        timeout(PATIENCE, opening).await.unwrap_or_else(|_| Err(GatewayError::TooSlow(place.to_owned())))
    }
}

/// Names host and path apart, as requests do that go to the server itself.
fn to_origin_form(request: &mut Request<Bytes>) {
    let uri = request.uri().clone();
    if let Some(host) = uri.authority().and_then(|host| HeaderValue::from_str(host.as_str()).ok()) {
        request.headers_mut().insert(HOST, host);
    }
    if let Some(path) = uri.path_and_query() {
        *request.uri_mut() = Uri::from(path.clone());
    }
}

/// The text in the first element of this name. The answers have no attributes, and tokens nothing to escape.
fn element<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    rest.split_once(&format!("</{name}>")).map(|(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::element;

    #[test]
    fn a_token_is_found_in_its_element() {
        let answer = "<R><MessageSchemaVersion>1.0</MessageSchemaVersion><TokenValue>abc</TokenValue></R>";
        assert_eq!(element(answer, "TokenValue"), Some("abc"));
        assert_eq!(element(answer, "Message"), None);
        assert_eq!(element("<TokenValue>abc", "TokenValue"), None);
    }
}
