//! Answers of the gateway, which are XML.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use http_body_util::Full;

use crate::protocol::Error;

/// That a channel may be opened, and with which token.
pub(super) fn created(operation: &str, token: &str) -> Response<Full<Bytes>> {
    let body = format!(
        "<{operation}Response><MessageSchemaVersion>1.0</MessageSchemaVersion><TokenValue>{}</TokenValue>\
         </{operation}Response>",
        escaped(token)
    );
    xml(StatusCode::CREATED, body)
}

/// An error: an element that is called as its code is, with the message in it.
pub(super) fn error(error: &Error) -> Response<Full<Bytes>> {
    let (code, message) = (escaped(error.code()), escaped(error.message()));
    let status = match error.code() {
        "AccessDeniedException" => StatusCode::FORBIDDEN,
        _ => error.status(),
    };
    xml(status, format!("<{code}><Message>{message}</Message></{code}>"))
}

fn xml(status: StatusCode, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/xml"));
    response
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_stays_text() {
        assert_eq!(escaped("a < b && c > d"), "a &lt; b &amp;&amp; c &gt; d");
    }
}
