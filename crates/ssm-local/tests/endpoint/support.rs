//! A client that knows nothing but HTTP and JSON.

use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use ssm_local::LocalSsm;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

/// An answer as it arrived.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Answer {
    /// The error's code and message.
    pub fn error(&self) -> (&str, &str) {
        let text = |name: &str| self.body[name].as_str();
        (text("__type").unwrap_or_default(), text("message").or(text("Message")).unwrap_or_default())
    }
}

/// A request for an operation, unsigned.
pub fn request(operation: &str, body: impl Into<Bytes>) -> Request<Full<Bytes>> {
    Request::builder()
        .method(Method::POST)
        .uri("/")
        .header("host", "127.0.0.1")
        .header("content-type", "application/x-amz-json-1.1")
        .header("x-amz-target", format!("AmazonSSM.{operation}"))
        .body(Full::new(body.into()))
        .unwrap()
}

/// A request of an agent for an operation of message delivery, unsigned.
pub fn message_request(operation: &str, input: &Value) -> Request<Full<Bytes>> {
    let mut request = request(operation, input.to_string());
    let target = format!("EC2WindowsMessageDeliveryService.{operation}");
    request.headers_mut().insert("x-amz-target", target.parse().unwrap());
    request
}

/// A connection that is kept for many requests.
pub struct Connection {
    sender: http1::SendRequest<Full<Bytes>>,
    task: tokio::task::JoinHandle<hyper::Result<()>>,
}

impl Connection {
    pub async fn open(port: u16) -> Self {
        Self::over(TcpStream::connect(("127.0.0.1", port)).await.unwrap()).await
    }

    /// A connection over a stream, such as one with TLS.
    pub async fn over(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) -> Self {
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
        Self { sender, task: tokio::spawn(connection) }
    }

    /// Sends one request, when the connection is ready for it.
    pub async fn send(&mut self, request: Request<Full<Bytes>>) -> Answer {
        self.sender.ready().await.unwrap();
        let (head, body) = self.sender.send_request(request).await.unwrap().into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{error}: {bytes:?}"));
        Answer { status: head.status, headers: head.headers, body }
    }

    /// Calls an operation.
    pub async fn call(&mut self, operation: &str, input: Value) -> Answer {
        self.send(request(operation, input.to_string())).await
    }

    /// Calls an operation that succeeds.
    pub async fn ok(&mut self, operation: &str, input: Value) -> Value {
        let answer = self.call(operation, input).await;
        assert_eq!(answer.status, StatusCode::OK, "{operation}: {}", answer.body);
        answer.body
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Sends one request on a connection of its own.
pub async fn send(port: u16, request: Request<Full<Bytes>>) -> Answer {
    Connection::open(port).await.send(request).await
}

/// Calls an operation.
pub async fn call(ssm: &LocalSsm, operation: &str, input: Value) -> Answer {
    send(ssm.port(), request(operation, input.to_string())).await
}

/// Calls an operation with a signature for this access key and region, which nobody verifies.
pub async fn call_as(ssm: &LocalSsm, key: &str, region: &str, operation: &str, input: Value) -> Answer {
    let mut request = request(operation, input.to_string());
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={key}/20260101/{region}/ssm/aws4_request, SignedHeaders=host, \
         Signature=00"
    );
    request.headers_mut().insert("authorization", authorization.parse().unwrap());
    send(ssm.port(), request).await
}

/// Calls an operation that succeeds.
pub async fn ok(ssm: &LocalSsm, operation: &str, input: Value) -> Value {
    let answer = call(ssm, operation, input).await;
    assert_eq!(answer.status, StatusCode::OK, "{operation}: {}", answer.body);
    answer.body
}

/// Calls an operation that fails with this code and status 400, and returns the message.
pub async fn fails(ssm: &LocalSsm, operation: &str, input: Value, code: &str) -> String {
    let answer = call(ssm, operation, input).await;
    let (found, message) = answer.error();
    assert_eq!((found, answer.status), (code, StatusCode::BAD_REQUEST), "{operation}: {}", answer.body);
    assert!(!message.is_empty(), "{operation}: {code} explains nothing");
    message.to_owned()
}

pub async fn start() -> LocalSsm {
    LocalSsm::start().await.unwrap()
}

/// Stores a parameter of type String.
pub async fn put(ssm: &LocalSsm, name: &str, value: &str) -> Value {
    ok(ssm, "PutParameter", json!({ "Name": name, "Value": value, "Type": "String", "Overwrite": true }))
        .await
}

/// The names in a list of parameters.
pub fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|parameter| parameter["Name"].as_str().unwrap()).collect()
}

/// All items of a paged operation, with the size of each page.
pub async fn pages(ssm: &LocalSsm, operation: &str, input: Value) -> (Vec<Value>, Vec<usize>) {
    all(ssm, operation, input, "Parameters").await
}

/// All items that a paged operation answers in a member, with the size of each page.
pub async fn all(
    ssm: &LocalSsm,
    operation: &str,
    mut input: Value,
    member: &str,
) -> (Vec<Value>, Vec<usize>) {
    let (mut items, mut sizes) = (Vec::new(), Vec::new());
    loop {
        let page = ok(ssm, operation, input.clone()).await;
        let found = page[member].as_array().unwrap();
        sizes.push(found.len());
        items.extend(found.iter().cloned());
        match page.get("NextToken") {
            Some(token) => input["NextToken"] = token.clone(),
            None => return (items, sizes),
        }
    }
}
