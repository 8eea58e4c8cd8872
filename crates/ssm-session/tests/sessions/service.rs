//! The service: three calls and a data channel.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use futures_util::StreamExt;
use ssm_client::Client;
use ssm_session::protocol::open::OpenDataChannel;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::{WebSocketStream, accept_hdr_async};

/// The beginning of every token.
pub const TOKEN: &str = "canary-token-";

/// A socket that a client opened, and how.
pub struct Opened {
    pub socket: WebSocketStream<TcpStream>,
    pub opening: OpenDataChannel,
    /// The upgrade's headers and target.
    pub authorization: Option<String>,
    pub target: String,
}

pub struct Service {
    pub client: Client,
    address: SocketAddr,
    opened: tokio::sync::Mutex<mpsc::Receiver<Opened>>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// Names and bodies of the calls.
    calls: Vec<(String, serde_json::Value)>,
    /// Statuses of upgrades to come; 101 when there is none.
    upgrades: VecDeque<u16>,
    is_gone: bool,
    query: String,
}

impl Service {
    pub async fn begin() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state =
            Arc::new(Mutex::new(State { query: "role=publish_subscribe".into(), ..State::default() }));
        let (send, opened) = mpsc::channel(8);
        let shared = state.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, address, shared.clone(), send.clone()));
            }
        });
        let client = Client::builder()
            .without_env()
            .region("eu-central-1")
            .endpoint_url(format!("http://{address}"))
            .static_credentials("AKIDEXAMPLE", "canary-secret", None::<String>)
            .build()
            .unwrap();
        Self { client, address, opened: opened.into(), state }
    }

    /// The next socket that a client opens.
    pub async fn opened(&self) -> Opened {
        self.opened.lock().await.recv().await.unwrap()
    }

    /// Whether a socket was opened that nobody asked for.
    pub fn is_idle(&self) -> bool {
        self.opened.try_lock().unwrap().try_recv().is_err()
    }

    /// The calls so far, by name.
    pub fn calls(&self) -> Vec<String> {
        self.state.lock().unwrap().calls.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The body of the first call of a name.
    pub fn call(&self, name: &str) -> serde_json::Value {
        let state = self.state.lock().unwrap();
        state.calls.iter().find(|(called, _)| called == name).unwrap().1.clone()
    }

    pub fn answer_upgrades(&self, statuses: &[u16]) {
        self.state.lock().unwrap().upgrades.extend(statuses);
    }

    /// The session cannot be resumed any more.
    pub fn forget(&self) {
        self.state.lock().unwrap().is_gone = true;
    }

    pub fn stream_url(&self, query: &str) -> String {
        format!("ws://{}/v1/data-channel/session-1?{query}", self.address)
    }
}

async fn serve(
    stream: TcpStream,
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    opened: mpsc::Sender<Opened>,
) {
    let mut beginning = [0; 4];
    while stream.peek(&mut beginning).await.unwrap_or(0) < 4 {}
    if &beginning == b"POST" {
        answer_call(stream, address, &state).await;
    } else {
        open(stream, &state, opened).await;
    }
}

#[allow(clippy::result_large_err, reason = "the library's signature")]
async fn open(stream: TcpStream, state: &Mutex<State>, opened: mpsc::Sender<Opened>) {
    let (mut authorization, mut target) = (None, String::new());
    let accepted = accept_hdr_async(stream, |request: &Request, response: Response| {
        authorization =
            request.headers().get("authorization").map(|value| value.to_str().unwrap().to_owned());
        target = request.uri().to_string();
        match state.lock().unwrap().upgrades.pop_front() {
            None | Some(101) => Ok(response),
            Some(status) => {
                let mut refused = ErrorResponse::new(None);
                *refused.status_mut() = status.try_into().unwrap();
                Err(refused)
            }
        }
    });
    let Ok(mut socket) = accepted.await else { return };
    let Some(Ok(text)) = socket.next().await else { return };
    assert!(text.is_text());
    let opening = OpenDataChannel::from_json(text.into_text().unwrap().as_bytes()).unwrap();
    let _ = opened.send(Opened { socket, opening, authorization, target }).await;
}

async fn answer_call(mut stream: TcpStream, address: SocketAddr, state: &Mutex<State>) {
    let mut text = Vec::new();
    let body = loop {
        let mut part = [0; 4096];
        let length = stream.read(&mut part).await.unwrap();
        assert!(length > 0, "a whole request");
        text.extend_from_slice(&part[..length]);
        let Some(end) = text.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&text[..end]).to_lowercase();
        let length = head.split("content-length: ").nth(1).unwrap().lines().next().unwrap().parse::<usize>();
        if text.len() >= end + 4 + length.unwrap() {
            break text.split_off(end + 4);
        }
    };
    let head = String::from_utf8(text).unwrap();
    let name = head.split("AmazonSSM.").nth(1).unwrap().lines().next().unwrap().trim().to_owned();
    let (number, is_gone, query) = {
        let mut state = state.lock().unwrap();
        state.calls.push((name.clone(), serde_json::from_slice(&body).unwrap()));
        (state.calls.len(), state.is_gone, state.query.clone())
    };
    let url = format!("ws://{address}/v1/data-channel/session-1?{query}");
    let mut answer = serde_json::json!({ "SessionId": "session-1" });
    if name != "TerminateSession" && !is_gone {
        answer["TokenValue"] = format!("{TOKEN}{number}").into();
        answer["StreamUrl"] = url.into();
    }
    let answer = answer.to_string();
    let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", answer.len());
    stream.write_all((head + &answer).as_bytes()).await.unwrap();
}
