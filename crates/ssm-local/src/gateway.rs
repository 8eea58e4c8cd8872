//! The message gateway, `ssmmessages`: the way of sessions.
//!
//! It is no API in JSON. A node, or an agent for a session, first asks for a token by a `POST`, which is
//! answered in XML ([`create`]); then it opens a WebSocket and says the token in its first message
//! ([`upgrade`]). Clients have their token from `StartSession`. By its control channel a node learns of
//! sessions ([`control_channel`]); in a data channel the frames of both sides are handed on to each other
//! ([`data_channel`], [`links`]). What the channels mean for sessions is in [`sessions`](crate::sessions).

mod answer;
mod control_channel;
mod create;
mod data_channel;
mod links;
mod message;
mod place;
mod socket;
mod upgrade;

use bytes::Bytes;
use http::{Method, Request, Response};
use http_body_util::Full;
use tokio::sync::watch;

pub(crate) use links::Links;
pub(crate) use place::Place;
pub(crate) use upgrade::Opening;

use crate::protocol::{Error, Service};

/// What requests are signed for.
const SIGNING_NAME: &str = "ssmmessages";

/// Answers a request for one of the gateway's places. If it opens a WebSocket, that is to be
/// [run](Opening::run) on the same connection.
pub(crate) async fn answer(
    service: &Service,
    mut request: Request<Bytes>,
    place: &Place,
) -> (Response<Full<Bytes>>, Option<Opening>) {
    let answered = match *request.method() {
        Method::POST => create::create(service, &request, place).await.map(|response| (response, None)),
        Method::GET => upgrade::upgrade(service, &mut request, place)
            .map(|(response, opening)| (response, Some(opening))),
        ref method => Err(Error::method(method)),
    };
    answered.unwrap_or_else(|error| (answer::error(&error), None))
}

/// Tells whether the endpoint stops.
pub(crate) type Stopped = watch::Receiver<bool>;
