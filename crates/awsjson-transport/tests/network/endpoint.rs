//! A TCP endpoint that behaves by script, well or badly.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the endpoint does with a connection, or with the next request on it.
#[derive(Clone)]
pub enum Step {
    /// Resets the connection as soon as it stands.
    ResetBeforeRequest,
    /// Resets it in the middle of the request.
    ResetDuringRequest,
    /// Resets it once the request has come in whole.
    ResetAfterRequest,
    /// Sends these bytes once the request has come in whole, and keeps the connection.
    Answer(Vec<u8>),
    /// The same, then closes the connection.
    AnswerAndClose(Vec<u8>),
    /// The same, but never ends.
    AnswerAndHang(Vec<u8>),
    /// Sends these bytes in small pieces with pauses.
    Drip(Vec<u8>),
    /// Sends these bytes when the head of the request has come in, and closes without reading more.
    AnswerEarly(Vec<u8>),
}

/// A whole answer in HTTP/1.1.
pub fn http(status: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut bytes = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        bytes.push_str(&format!("{name}: {value}\r\n"));
    }
    let mut bytes = (bytes + "\r\n").into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

impl Step {
    /// A success that the service sends.
    pub fn ok() -> Self {
        Self::json("200 OK", "{}")
    }

    /// An answer of the service, kept alive.
    pub fn json(status: &str, body: &str) -> Self {
        Self::Answer(http(status, &[("x-amzn-requestid", "1b2c")], body))
    }

    /// An error of the service.
    pub fn error(status: &str, code: &str) -> Self {
        Self::json(status, &format!(r#"{{"__type":"{code}","message":"why"}}"#))
    }

    /// What a proxy sends in place of the service.
    pub fn page(status: &str) -> Self {
        Self::Answer(http(status, &[("content-type", "text/html")], "<html><body>Sign in</body></html>"))
    }
}

/// An endpoint on a port of its own. It stops when the test's runtime does.
pub struct Endpoint {
    pub url: String,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    connections: usize,
    requests: Vec<Vec<u8>>,
}

impl Endpoint {
    /// Takes one step for each request, the last one again and again.
    pub async fn behaving(steps: impl IntoIterator<Item = Step>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let steps: Arc<Mutex<Vec<Step>>> = Arc::new(Mutex::new(steps.into_iter().collect()));
        let seen = Arc::new(Mutex::new(Seen::default()));
        let shared = seen.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                shared.lock().unwrap().connections += 1;
                tokio::spawn(serve(stream, steps.clone(), shared.clone()));
            }
        });
        Self { url, seen }
    }

    /// How many requests came in, at least with their whole head.
    pub fn requests(&self) -> usize {
        self.seen.lock().unwrap().requests.len()
    }

    /// The value of a header in each request.
    pub fn header(&self, name: &str) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        let value = |request: &Vec<u8>| {
            let text = String::from_utf8_lossy(request).into_owned();
            let found = text.lines().filter_map(|line| line.split_once(": ")).find(|(n, _)| *n == name);
            found.map_or(String::new(), |(_, value)| value.to_owned())
        };
        seen.requests.iter().map(value).collect()
    }

    pub fn connections(&self) -> usize {
        self.seen.lock().unwrap().connections
    }
}

fn next(steps: &Mutex<Vec<Step>>) -> Step {
    let mut steps = steps.lock().unwrap();
    if steps.len() > 1 { steps.remove(0) } else { steps[0].clone() }
}

async fn serve(mut stream: TcpStream, steps: Arc<Mutex<Vec<Step>>>, seen: Arc<Mutex<Seen>>) {
    let first = { steps.lock().unwrap()[0].clone() };
    if matches!(first, Step::ResetBeforeRequest) {
        next(&steps);
        stream.set_zero_linger().unwrap();
        return;
    }
    let mut received = Vec::new();
    loop {
        let Some(length) = read_head(&mut stream, &mut received).await else { return };
        let step = next(&steps);
        seen.lock().unwrap().requests.push(received.clone());
        if let Step::ResetDuringRequest = step {
            stream.set_zero_linger().unwrap();
            return;
        }
        if let Step::AnswerEarly(bytes) = step {
            stream.write_all(&bytes).await.unwrap();
            stream.shutdown().await.unwrap();
            // What is still on its way is taken, so that its loss does not take the answer with it.
            while stream.read_buf(&mut received).await.is_ok_and(|read| read > 0) {
                received.clear();
            }
            return;
        }
        while received.len() < length {
            if stream.read_buf(&mut received).await.unwrap_or(0) == 0 {
                return;
            }
        }
        received.clear();
        match step {
            Step::ResetAfterRequest => {
                stream.set_zero_linger().unwrap();
                return;
            }
            Step::Answer(bytes) => _ = stream.write_all(&bytes).await,
            Step::AnswerAndClose(bytes) => {
                let _ = stream.write_all(&bytes).await;
                return;
            }
            Step::AnswerAndHang(bytes) => {
                let _ = stream.write_all(&bytes).await;
                std::future::pending::<()>().await;
            }
            Step::Drip(bytes) => {
                for piece in bytes.chunks(16) {
                    let _ = stream.write_all(piece).await;
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            }
            Step::ResetBeforeRequest | Step::ResetDuringRequest | Step::AnswerEarly(_) => return,
        }
    }
}

/// Reads to the end of the head, and says how long the whole request is.
async fn read_head(stream: &mut TcpStream, received: &mut Vec<u8>) -> Option<usize> {
    loop {
        if let Some(end) = received.windows(4).position(|w| w == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&received[..end]).to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            return Some(end + 4 + length.map_or(0, |length| length.parse::<usize>().unwrap()));
        }
        if stream.read_buf(received).await.ok()? == 0 {
            return None;
        }
    }
}
