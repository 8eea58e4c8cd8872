//! HTTP by hand, which can also be wrong.

use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// After which an endpoint counts as hanging.
const PATIENCE: Duration = Duration::from_secs(60);

/// A status, and a body that is JSON if it is anything.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Option<Value>,
}

impl Answer {
    /// The error's code.
    pub(crate) fn code(&self) -> &str {
        self.body.as_ref().and_then(|body| body["__type"].as_str()).unwrap_or_default()
    }
}

/// A request for an operation, complete.
pub(crate) fn request(operation: &str, body: &[u8]) -> Vec<u8> {
    let target = format!("AmazonSSM.{operation}");
    with_head("POST", "/", &[("x-amz-target", &target), ("content-type", "application/x-amz-json-1.1")], body)
}

/// A request with this head.
pub(crate) fn with_head(method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    [head.as_bytes(), body].concat()
}

/// Sends these bytes and nothing more, and gives what comes back; none if the connection is closed
/// without an answer.
pub(crate) async fn send(port: u16, bytes: &[u8]) -> Option<Answer> {
    let answer = tokio::time::timeout(PATIENCE, exchange(port, bytes)).await;
    let answer = answer.unwrap_or_else(|_| panic!("no end within {PATIENCE:?}: {}", shown(bytes)));
    (!answer.is_empty()).then(|| read(&answer))
}

async fn exchange(port: u16, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    // An endpoint may close before it has read everything.
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    answer
}

fn read(answer: &[u8]) -> Answer {
    let text = String::from_utf8_lossy(answer);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.unwrap_or_else(|| panic!("no HTTP: {text}"));
    let json = |body| serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {text}"));
    Answer { status, head: head.to_ascii_lowercase(), body: (!body.is_empty()).then(|| json(body)) }
}

/// The beginning of a request, for messages.
pub(crate) fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(600)]).into_owned()
}
