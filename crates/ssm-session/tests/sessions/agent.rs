//! An agent that does what a test says.

use std::time::{Instant, SystemTime};

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use ssm_session::protocol::handshake::{Complete, Request, RequestedAction, Response, SessionType};
use ssm_session::protocol::reliability::{Limits, Message};
use ssm_session::protocol::{ChannelClosed, ClientMessage, MessageType, PayloadType, Reliability, Role};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message as Frame;

use crate::service::Service;

pub struct Agent {
    pub reliability: Reliability,
    pub socket: WebSocketStream<TcpStream>,
    /// How many frames move until the socket breaks; endless if none.
    pub breaks_after: Option<u32>,
}

/// The socket is no more.
#[derive(Debug)]
pub struct Gone;

impl Agent {
    pub fn new(socket: WebSocketStream<TcpStream>) -> Self {
        let reliability = Reliability::new(Role::Agent, Limits::default(), Instant::now(), SystemTime::now());
        Self { reliability, socket, breaks_after: None }
    }

    /// One whose client has opened a socket.
    pub async fn of(service: &Service) -> Self {
        Self::new(service.opened().await.socket)
    }

    fn count(&mut self) -> Result<(), Gone> {
        match &mut self.breaks_after {
            Some(0) => Err(Gone),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    pub async fn flush(&mut self) -> Result<(), Gone> {
        while let Some(frame) = self.reliability.next_frame(Instant::now()) {
            self.count()?;
            self.socket.send(Frame::Binary(frame)).await.map_err(|_| Gone)?;
        }
        Ok(())
    }

    /// Moves frames once: sends what there is, and waits for something to come.
    pub async fn step(&mut self) -> Result<(), Gone> {
        self.flush().await?;
        let deadline = self.reliability.deadline().map_or_else(far, Into::into);
        tokio::select! {
            frame = self.socket.next() => match frame {
                Some(Ok(Frame::Binary(frame))) => {
                    self.count()?;
                    self.reliability.receive(Instant::now(), frame).unwrap();
                }
                Some(Ok(_)) => {}
                _ => return Err(Gone),
            },
            () = tokio::time::sleep_until(deadline) => self.reliability.tick(Instant::now()).unwrap(),
        }
        self.flush().await
    }

    pub fn say(&mut self, payload_type: PayloadType, payload: impl Into<Bytes>) {
        self.reliability.send(Instant::now(), payload_type, payload.into()).unwrap();
    }

    pub async fn hear(&mut self) -> Result<Message, Gone> {
        loop {
            if let Some(message) = self.reliability.next_message() {
                self.flush().await?;
                return Ok(message);
            }
            self.step().await?;
        }
    }

    /// All that was said has arrived.
    pub async fn heard(&mut self) -> Result<(), Gone> {
        while self.reliability.under_way() > 0 {
            self.step().await?;
        }
        Ok(())
    }

    /// Goes on until the client is gone.
    pub async fn linger(&mut self) {
        while self.step().await.is_ok() {}
    }

    pub async fn shake_hands(&mut self, version: &str, actions: Vec<RequestedAction>) -> Response {
        let request = Request {
            agent_version: version.into(),
            requested_client_actions: actions,
            max_payload_bytes: None,
        };
        self.say(PayloadType::HandshakeRequest, request.to_json());
        let answer = self.hear().await.unwrap();
        assert_eq!(answer.payload_type, PayloadType::HandshakeResponse);
        Response::from_json(&answer.payload).unwrap()
    }

    pub fn complete(&mut self) {
        let complete = Complete { handshake_time_to_complete: 1, customer_message: "welcome".into() };
        self.say(PayloadType::HandshakeComplete, complete.to_json());
    }

    /// The service ends the session.
    pub async fn close(&mut self, reason: &str) {
        let closed = ChannelClosed { output: reason.into(), ..ChannelClosed::default() };
        let message = control(MessageType::ChannelClosed, closed.to_json());
        self.socket.send(Frame::Binary(message)).await.unwrap();
    }
}

pub fn control(message_type: MessageType, payload: Bytes) -> Bytes {
    ClientMessage {
        message_type,
        schema_version: 1,
        created: 1,
        sequence: 0,
        flags: 3,
        id: uuid::Uuid::nil(),
        payload_type: PayloadType::Unset,
        payload,
    }
    .encode()
}

pub fn of_type(session_type: SessionType, properties: serde_json::Value) -> Vec<RequestedAction> {
    vec![RequestedAction::SessionType { session_type, properties }]
}

fn far() -> tokio::time::Instant {
    tokio::time::Instant::now() + std::time::Duration::from_secs(3600)
}
