//! An HTTP server that answers each request as a function says. Tests of other packages use it too.

#[path = "../shared/http.rs"]
mod http;

use std::sync::{Arc, Mutex};

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

use self::http::{Received, header, receive};

/// One request as it came in.
#[derive(Clone)]
pub struct Request {
    /// Method and target: `GET /path?query`.
    pub line: String,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// A parameter of a form in the body.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let pairs = self.body.split('&').filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(n, _)| *n == name).map(|(_, value)| form_decoded(value))
    }
}

fn form_decoded(value: &str) -> String {
    let mut parts = value.split('%');
    let mut decoded = parts.next().unwrap().replace('+', " ").into_bytes();
    for part in parts {
        let (code, rest) = part.split_at(2);
        decoded.push(u8::from_str_radix(code, 16).unwrap());
        decoded.extend(rest.replace('+', " ").bytes());
    }
    String::from_utf8(decoded).unwrap()
}

/// A status and a body; no answer at all if there is none.
pub type Answer = Option<(u16, String)>;

pub fn answer(status: u16, body: impl Into<String>) -> Answer {
    Some((status, body.into()))
}

/// A server on a port of its own. It stops when the test's runtime does.
pub struct Server {
    pub url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub async fn new(respond: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, respond) = (requests.clone(), Arc::new(respond));
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, respond.clone(), seen.clone()));
            }
        });
        Self { url, requests }
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// The lines of all requests.
    pub fn lines(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.line).collect()
    }
}

async fn serve(
    mut stream: TcpStream,
    respond: Arc<impl Fn(&Request) -> Answer>,
    seen: Arc<Mutex<Vec<Request>>>,
) {
    while let Some(request) = read(&mut stream).await {
        seen.lock().unwrap().push(request.clone());
        let Some((status, body)) = respond(&request) else {
            return std::future::pending().await;
        };
        let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        // The client may have gone.
        let _ = stream.write_all(answer.as_bytes()).await;
    }
}

async fn read(stream: &mut TcpStream) -> Option<Request> {
    let Received { line, headers, body } = receive(stream).await?;
    let line = line.strip_suffix(" HTTP/1.1").unwrap().to_owned();
    Some(Request { line, headers, body: String::from_utf8(body).unwrap() })
}
