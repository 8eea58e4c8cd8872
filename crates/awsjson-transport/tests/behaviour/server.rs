//! An HTTP server that answers every request with the same bytes, right or wrong.

#[path = "../shared/http.rs"]
mod http;

use std::sync::{Arc, Mutex};

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

use self::http::{Received, header, receive};

/// What the server does when a request has come in whole.
#[derive(Clone)]
pub struct Answer {
    bytes: Vec<u8>,
    then: Then,
}

#[derive(Clone, Copy)]
enum Then {
    Continue,
    Close,
    StaySilent,
}

impl Answer {
    /// A whole answer; the connection stays open.
    pub fn of(status: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut bytes = head(status, headers, body.len());
        bytes.extend_from_slice(body);
        Self { bytes, then: Then::Continue }
    }

    /// These bytes as they are, then the end of the connection.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), then: Then::Close }
    }

    /// The head of an answer with a body of `length` bytes, but only this much of the body.
    pub fn cut(status: &str, headers: &[(&str, &str)], length: usize, start: &str) -> Self {
        let mut bytes = head(status, headers, length);
        bytes.extend_from_slice(start.as_bytes());
        Self::raw(bytes)
    }

    /// Nothing more than what was said, for ever.
    pub fn then_silence(self) -> Self {
        Self { then: Then::StaySilent, ..self }
    }
}

fn head(status: &str, headers: &[(&str, &str)], length: usize) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head.into_bytes()
}

/// One request as it came in.
#[derive(Clone)]
pub struct Request {
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Which connection it came by.
    pub connection: usize,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }
}

/// A server on a port of its own. It stops when the test's runtime does.
pub struct Server {
    pub url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub async fn answering(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = requests.clone();
        tokio::spawn(async move {
            for connection in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, connection, answer.clone(), seen.clone()));
            }
        });
        Self { url, requests }
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, connection: usize, answer: Answer, seen: Arc<Mutex<Vec<Request>>>) {
    while let Some(request) = read(&mut stream, connection).await {
        seen.lock().unwrap().push(request);
        // The client may have gone.
        let _ = stream.write_all(&answer.bytes).await;
        match answer.then {
            Then::Continue => {}
            Then::Close => return,
            Then::StaySilent => std::future::pending().await,
        }
    }
}

async fn read(stream: &mut TcpStream, connection: usize) -> Option<Request> {
    let Received { line, headers, body } = receive(stream).await?;
    let request = Request { line, headers, body, connection };
    assert!(request.header("content-length").is_some(), "every call says how long it is");
    Some(request)
}
