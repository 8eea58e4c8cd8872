//! From a request to a WebSocket.

use bytes::Bytes;
use http::header::{
    CONNECTION, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::Full;
use hyper::upgrade::OnUpgrade;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::socket::Socket;
use super::{Place, Stopped, control_channel, create, data_channel};
use crate::protocol::{Caller, Error, Service};

/// A WebSocket that is about to be opened.
pub(crate) struct Opening {
    on_upgrade: OnUpgrade,
    caller: Caller,
    place: Place,
}

/// Agrees to a WebSocket, if the request asks for one.
pub(super) fn upgrade(
    service: &Service,
    request: &mut Request<Bytes>,
    place: &Place,
) -> Result<(Response<Full<Bytes>>, Opening), Error> {
    let accept = accept(request.headers())?;
    let caller = create::caller(service, request, place)?;
    let opening = Opening { on_upgrade: hyper::upgrade::on(request), caller, place: place.clone() };
    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(SEC_WEBSOCKET_ACCEPT, accept);
    Ok((response, opening))
}

/// What proves that the request was understood, as RFC 6455 has it.
fn accept(headers: &HeaderMap) -> Result<HeaderValue, Error> {
    let has = |name, token: &str| {
        let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
        values.flat_map(|value| value.split(',')).any(|part| part.trim().eq_ignore_ascii_case(token))
    };
    let asks = has(CONNECTION, "upgrade") && has(UPGRADE, "websocket") && has(SEC_WEBSOCKET_VERSION, "13");
    let key = headers.get(SEC_WEBSOCKET_KEY).filter(|_| asks);
    let key = key.ok_or_else(|| Error::validation("a channel is opened by a WebSocket of version 13"))?;
    HeaderValue::from_str(&derive_accept_key(key.as_bytes()))
        .map_err(|error| Error::internal(error.to_string()))
}

impl Opening {
    /// Serves the channel until it is closed, or the endpoint stops.
    pub(crate) async fn run(self, service: &Service, stopped: Stopped) {
        let Self { on_upgrade, caller, place } = self;
        // The client has gone before it came.
        let Ok(upgraded) = on_upgrade.await else { return };
        let socket = Socket::new(upgraded).await;
        match place {
            Place::ControlChannel(node) => {
                control_channel::run(service, &caller, &node, socket, stopped).await
            }
            Place::DataChannel(session) => {
                data_channel::run(service, &caller, &session, socket, stopped).await
            }
        }
    }
}
