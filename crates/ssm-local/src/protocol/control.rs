//! What the endpoint answers beside the services: whether it is well, and to forget everything.

use bytes::Bytes;
use http::header::ORIGIN;
use http::{Method, Request, StatusCode};
use serde_json::json;

use super::Error;
use super::service::{Answer, Service};

/// What the paths of all this start with.
pub(super) const PATH: &str = "/_ssm-local/";

/// Answers a request whose path starts with [`PATH`].
pub(super) async fn answer(service: &Service, request: &Request<Bytes>) -> Answer {
    let path = request.uri().path();
    let outcome = match (path.strip_prefix(PATH), request.method()) {
        (Some("health"), &Method::GET) => Ok(service.health()),
        // A page in a browser must not be able to empty the endpoint; browsers name the page.
        (Some("reset"), &Method::POST) if request.headers().contains_key(ORIGIN) => {
            Err(Error::validation("a web page cannot reset the endpoint"))
        }
        (Some("reset"), &Method::POST) => match service.reset().await {
            Ok(()) => Ok(json!({ "status": "empty" })),
            Err(not_kept) => Err(Error::not_kept(not_kept)),
        },
        (Some("health" | "reset"), method) => Err(Error::control_method(path, method)),
        _ => Err(Error::path(path)),
    };
    match outcome {
        Ok(body) => Answer { status: StatusCode::OK, body: body.to_string().into_bytes() },
        Err(error) => error.into(),
    }
}
