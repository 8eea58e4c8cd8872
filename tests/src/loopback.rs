//! An HTTP server on loopback that answers as a test says.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use ssm_client::{Client, RetryMode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One request as it came in.
#[derive(Clone, Debug)]
pub struct Request {
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The operation that the target names.
    #[must_use]
    pub fn operation(&self) -> &str {
        self.header("x-amz-target").and_then(|target| target.strip_prefix("AmazonSSM.")).unwrap_or_default()
    }

    /// The body as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a request's body is JSON")
    }
}

/// What the server says to one request.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    body: Vec<u8>,
}

impl Answer {
    /// Success with this body.
    pub fn ok(body: impl ToString) -> Self {
        Self::of(200, body)
    }

    /// This status with this body.
    pub fn of(status: u16, body: impl ToString) -> Self {
        Self { status, body: body.to_string().into_bytes() }
    }

    /// An error of the service with this code and without message.
    #[must_use]
    pub fn error(code: &str) -> Self {
        Self::of(400, serde_json::json!({ "__type": code }))
    }
}

type Handler = dyn Fn(&Request) -> Answer + Send + Sync;

/// A server on a port of its own. It stops when the test's runtime does.
#[derive(Clone)]
pub struct Server {
    url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Answers each request with what the handler says.
    pub async fn answering(handler: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let address = listener.local_addr().expect("a listener has an address");
        let server = Self { url: format!("http://{address}"), requests: Arc::default() };
        let requests = server.requests.clone();
        let handler: Arc<Handler> = Arc::new(handler);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, handler.clone(), requests.clone()));
            }
        });
        server
    }

    /// Gives these answers in turn, and the last one for ever after.
    pub async fn answering_in_turn(answers: Vec<Answer>) -> Self {
        let turn = AtomicUsize::new(0);
        Self::answering(move |_| {
            let turn = turn.fetch_add(1, Ordering::Relaxed);
            answers.get(turn).or(answers.last()).cloned().expect("there is an answer")
        })
        .await
    }

    /// The requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("no connection panics").clone()
    }

    /// The last request, which is then forgotten.
    #[must_use]
    pub fn take_request(&self) -> Option<Request> {
        self.requests.lock().expect("no connection panics").pop()
    }

    /// A client of this server, which sends everything once.
    #[must_use]
    pub fn client(&self) -> Client {
        client(&self.url, "eu-central-1")
    }
}

/// A client of any endpoint, with credentials of no account and without retries.
#[must_use]
pub fn client(endpoint_url: &str, region: &str) -> Client {
    Client::builder()
        .without_env()
        .region(region)
        .static_credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None)
        .endpoint_url(endpoint_url)
        .retry_mode(RetryMode::Off)
        .build()
        .expect("the client is complete")
}

/// The access key of all clients in these tests.
pub const ACCESS_KEY_ID: &str = "AKIDEXAMPLE";

/// The secret that goes with it.
pub const SECRET_ACCESS_KEY: &str = "a-secret-of-no-account";

async fn serve(mut stream: TcpStream, handler: Arc<Handler>, requests: Arc<Mutex<Vec<Request>>>) {
    while let Some(request) = receive(&mut stream).await {
        let Answer { status, body } = handler(&request);
        requests.lock().expect("no connection panics").push(request);
        let mut bytes = format!(
            "HTTP/1.1 {status} Status\r\ncontent-type: application/x-amz-json-1.1\r\n\
             x-amzn-requestid: {REQUEST_ID}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        )
        .into_bytes();
        bytes.extend(body);
        // The client may have gone.
        let _ = stream.write_all(&bytes).await;
    }
}

/// The request id of every answer.
pub const REQUEST_ID: &str = "00000000-1111-2222-3333-444444444444";

async fn receive(stream: &mut TcpStream) -> Option<Request> {
    let mut received = Vec::new();
    let head_length = loop {
        if let Some(end) = received.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut received).await.ok()? == 0 {
            return None;
        }
    };
    let mut body = received.split_off(head_length);
    let head = String::from_utf8(received).ok()?;
    let headers: Vec<(String, String)> = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let mut request = Request { headers, body: Vec::new() };
    let length: usize = request.header("content-length")?.parse().ok()?;
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    request.body = body;
    Some(request)
}
