//! A client of sessions.

use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use ssm_local::LocalSsm;
use ssm_session::protocol::handshake::{ProcessedAction, Request, Response};
use ssm_session::protocol::reliability::{Limits, Received};
use ssm_session::protocol::{
    ChannelClosed, ClientMessage, Flag, MessageType, PayloadType, Reliability, Role, TerminalSize, exit_code,
};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::support::ok;

/// How long anything may take before a test has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a client says that it is.
const VERSION: &str = "1.2.764.0";

/// One end of a session.
pub struct Client {
    pub id: String,
    pub token: String,
    pub socket: WebSocketStream<TcpStream>,
    reliability: Reliability,
    /// What came, by what it is.
    pub output: Vec<u8>,
    pub errors: Vec<u8>,
    pub exit_code: Option<i32>,
    pub flags: Vec<Flag>,
    pub request: Option<Request>,
    /// How many bytes the longest output had.
    pub longest: usize,
    pub is_ready: bool,
    pub closed: Option<ChannelClosed>,
    pub is_gone: bool,
    /// How many of the next messages with output are lost on their way.
    pub to_lose: usize,
}

impl Client {
    /// Starts a session and connects with it.
    pub async fn start(ssm: &LocalSsm, node: &str, document: &str, parameters: Value) -> Self {
        Self::connect(ssm, &ok(ssm, "StartSession", input(node, document, parameters)).await).await
    }

    /// A shell.
    pub async fn shell(ssm: &LocalSsm, node: &str) -> Self {
        Self::connect(ssm, &ok(ssm, "StartSession", json!({ "Target": node })).await).await
    }

    /// Connects with a session that was started.
    pub async fn connect(ssm: &LocalSsm, started: &Value) -> Self {
        let text = |member: &str| started[member].as_str().unwrap().to_owned();
        let (id, token) = (text("SessionId"), text("TokenValue"));
        let socket = open(&reachable(ssm, &text("StreamUrl")), &token).await;
        let reliability =
            Reliability::new(Role::Client, Limits::default(), Instant::now(), SystemTime::now());
        Self {
            id,
            token,
            socket,
            reliability,
            output: Vec::new(),
            errors: Vec::new(),
            exit_code: None,
            flags: Vec::new(),
            request: None,
            longest: 0,
            is_ready: false,
            closed: None,
            is_gone: false,
            to_lose: 0,
        }
    }

    /// Goes on with the session over another connection.
    pub async fn resume(&mut self, ssm: &LocalSsm) {
        let resumed = ok(ssm, "ResumeSession", json!({ "SessionId": self.id })).await;
        self.token = resumed["TokenValue"].as_str().unwrap().to_owned();
        self.socket = open(&reachable(ssm, resumed["StreamUrl"].as_str().unwrap()), &self.token).await;
        self.reliability.reconnected();
        self.is_gone = false;
    }

    pub fn send(&mut self, payload_type: PayloadType, payload: impl Into<Bytes>) {
        self.reliability.send(Instant::now(), payload_type, payload.into()).unwrap();
    }

    /// Types a line.
    pub fn line(&mut self, text: &str) {
        self.send(PayloadType::Output, format!("{text}\r"));
    }

    pub fn resize(&mut self, cols: u32, rows: u32) {
        self.send(PayloadType::Size, TerminalSize { cols, rows }.to_json());
    }

    /// Waits until the terminal has shown this.
    pub async fn shows(&mut self, text: &str) {
        let found = |client: &Self| client.output.windows(text.len()).any(|part| part == text.as_bytes());
        self.until(text, found).await;
    }

    /// Waits until the service says that the session is over, and gives why.
    pub async fn ends(&mut self) -> String {
        self.until("the end", |client| client.closed.is_some()).await;
        self.closed.as_ref().unwrap().output.clone()
    }

    /// Sends and receives until something is true.
    pub async fn until(&mut self, what: &str, is_true: impl Fn(&Self) -> bool) {
        let give_up = tokio::time::Instant::now() + PATIENCE;
        while !is_true(self) {
            if tokio::time::timeout_at(give_up, self.step()).await.is_err() {
                let output = String::from_utf8_lossy(&self.output);
                panic!("{what} does not come about; there is {output:?}, closed: {:?}", self.closed);
            }
        }
    }

    async fn step(&mut self) {
        while let Some(frame) = self.reliability.next_frame(Instant::now()) {
            if self.socket.send(Message::Binary(frame)).await.is_err() {
                self.is_gone = true;
            }
        }
        let deadline = self.reliability.deadline().unwrap_or_else(|| Instant::now() + PATIENCE);
        tokio::select! {
            message = self.socket.next(), if !self.is_gone => match message {
                Some(Ok(Message::Binary(frame))) => self.take(frame),
                Some(Ok(Message::Close(_)) | Err(_)) | None => self.is_gone = true,
                Some(Ok(_)) => {}
            },
            () = tokio::time::sleep_until(deadline.into()) => self.reliability.tick(Instant::now()).unwrap(),
        }
    }

    fn take(&mut self, frame: Bytes) {
        if self.to_lose > 0
            && ClientMessage::decode(frame.clone()).unwrap().payload_type == PayloadType::Output
        {
            self.to_lose -= 1;
            return;
        }
        match self.reliability.receive(Instant::now(), frame).unwrap() {
            Received::Control(message) if message.message_type == MessageType::ChannelClosed => {
                self.closed = Some(ChannelClosed::from_json(&message.payload).unwrap());
            }
            Received::Rejected(why) => panic!("{why}"),
            _ => {}
        }
        while let Some(message) = self.reliability.next_message() {
            match message.payload_type {
                PayloadType::Output => {
                    self.longest = self.longest.max(message.payload.len());
                    self.output.extend_from_slice(&message.payload);
                }
                PayloadType::StandardError => self.errors.extend_from_slice(&message.payload),
                PayloadType::ExitCode => self.exit_code = exit_code::read(&message.payload),
                PayloadType::Flag => self.flags.extend(Flag::from_payload(&message.payload)),
                PayloadType::HandshakeRequest => self.answer(Request::from_json(&message.payload).unwrap()),
                PayloadType::HandshakeComplete => self.is_ready = true,
                other => panic!("{other:?} is nothing for a client"),
            }
        }
    }

    fn answer(&mut self, request: Request) {
        let actions = request.requested_client_actions.iter();
        let response = Response {
            client_version: VERSION.to_owned(),
            processed_client_actions: actions
                .map(|action| ProcessedAction::success(action.action_type(), Value::Null))
                .collect(),
            errors: None,
            max_payload_bytes: None,
        };
        self.request = Some(request);
        self.send(PayloadType::HandshakeResponse, response.to_json());
    }
}

/// What `StartSession` is asked.
pub fn input(node: &str, document: &str, parameters: Value) -> Value {
    json!({ "Target": node, "DocumentName": document, "Parameters": parameters })
}

/// An address in the endpoint's own words: those of an answer repeat the host of the request, which the tests
/// give without its port.
fn reachable(ssm: &LocalSsm, url: &str) -> String {
    let path = url.strip_prefix("ws://127.0.0.1/").unwrap();
    format!("{}/{path}", ssm.endpoint_url().replace("http://", "ws://"))
}

/// Opens a WebSocket and says the token.
pub async fn open(url: &str, token: &str) -> WebSocketStream<TcpStream> {
    let mut socket = connect(url).await.unwrap();
    let opening = json!({
        "MessageSchemaVersion": "1.0",
        "RequestId": "7d1c0a52-7c0e-4d8f-9d43-6f4c6b6d7a01",
        "TokenValue": token,
        "ClientId": "2b9a7f0e-1f0d-4a41-8a65-1d7f0a9f2c11",
        "ClientVersion": VERSION,
    });
    socket.send(Message::Text(opening.to_string().into())).await.unwrap();
    socket
}

/// Opens a WebSocket.
pub async fn connect(url: &str) -> Result<WebSocketStream<TcpStream>, tungstenite::Error> {
    let authority = url.strip_prefix("ws://").unwrap().split('/').next().unwrap();
    let stream = TcpStream::connect(authority).await.unwrap();
    client_async(url, stream).await.map(|(socket, _)| socket)
}
