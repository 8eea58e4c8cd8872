//! Opening a socket: the way to the service, the signed upgrade, the first text.

use std::sync::Arc;
use std::time::Duration;

use awsjson_transport::{Stream, Transport};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{self, Message};
use uuid::Uuid;

use super::access::Access;
use crate::SessionError;
use crate::protocol::open::OpenDataChannel;
use crate::protocol::{HEADER_BYTES, MAX_PAYLOAD_BYTES, Version};

/// A data channel's socket.
pub(super) type Socket = WebSocketStream<Stream>;

/// What signatures of data channels are for.
const SIGNING_NAME: &str = "ssmmessages";

/// How long the service may take to answer the upgrade: the plugin's limit.
const UPGRADE_TIMEOUT: Duration = Duration::from_secs(45);

/// How much is written at once, and how much may wait for the system to take it.
const WRITE_BYTES: usize = 64 << 10;
const MAX_WRITE_BYTES: usize = 2 << 20;

/// A client's name for itself, the same on all its sockets.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClientName {
    pub(super) id: Uuid,
    pub(super) version: Version,
}

impl ClientName {
    pub(super) fn new(version: Version) -> Self {
        Self { id: random_uuid(), version }
    }
}

fn random_uuid() -> Uuid {
    uuid::Builder::from_random_bytes(fastrand::u128(..).to_be_bytes()).into_uuid()
}

/// Opens a data channel.
pub(super) async fn open(
    transport: &Transport,
    access: &Access,
    client: ClientName,
) -> Result<Socket, SessionError> {
    let endpoint = access.url.endpoint().to_owned();
    let request = request(transport, access, &endpoint).await?;
    let stream = transport.open_stream(access.url.https()).await;
    let stream = stream
        .map_err(|source| SessionError::Connect { endpoint: endpoint.clone(), source: Arc::new(source) })?;
    let upgrading = async {
        let upgraded = tokio_tungstenite::client_async_with_config(request, stream, Some(config())).await;
        let (mut socket, _) = upgraded.map_err(|error| not_upgraded(&endpoint, error))?;
        let version = client.version.to_string();
        let opening =
            OpenDataChannel::of_client(random_uuid(), client.id, access.token.as_str(), &version).to_json();
        let sent = futures_util::SinkExt::send(&mut socket, Message::text(opening)).await;
        sent.map_err(|error| SessionError::Lost(Arc::new(error)))?;
        Ok(socket)
    };
    match tokio::time::timeout(UPGRADE_TIMEOUT, upgrading).await {
        Ok(opened) => opened,
        Err(_) => Err(SessionError::Silent(UPGRADE_TIMEOUT)),
    }
}

/// The upgrade, signed unless its URL is.
async fn request(
    transport: &Transport,
    access: &Access,
    endpoint: &str,
) -> Result<tungstenite::handshake::client::Request, SessionError> {
    let request = access.url.as_str().into_client_request();
    let mut request = request.map_err(|error| not_upgraded(endpoint, error))?;
    if !access.url.is_signed() {
        let signed = transport.sign_get(access.url.https(), SIGNING_NAME).await;
        let headers = signed.map_err(|source| SessionError::Sign {
            endpoint: endpoint.to_owned(),
            source: Arc::new(source),
        })?;
        request.headers_mut().extend(headers);
    }
    Ok(request)
}

fn config() -> WebSocketConfig {
    let max = MAX_PAYLOAD_BYTES + HEADER_BYTES;
    WebSocketConfig::default()
        .read_buffer_size(WRITE_BYTES)
        .write_buffer_size(WRITE_BYTES)
        .max_write_buffer_size(MAX_WRITE_BYTES + max)
        .max_message_size(Some(max))
        .max_frame_size(Some(max))
}

fn not_upgraded(endpoint: &str, error: tungstenite::Error) -> SessionError {
    let status = match &error {
        tungstenite::Error::Http(answer) => Some(answer.status().as_u16()),
        _ => None,
    };
    SessionError::Upgrade { endpoint: endpoint.to_owned(), status, source: Arc::new(error) }
}
