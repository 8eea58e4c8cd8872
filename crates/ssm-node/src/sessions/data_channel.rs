//! The data channel of a session, seen from its node: messages in order and back-pressure both ways, over one
//! WebSocket after the other.

mod ends;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::{Duration, SystemTime};

use awsjson_transport::random_uuid;
use bytes::Bytes;
use ssm_session::protocol::reliability::{Limits, Message, PAYLOAD_BYTES, Received};
use ssm_session::protocol::{
    ClientMessage, FIN, MessageType, PayloadType, Reliability, Role, SCHEMA_VERSION, SYN,
};
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;
use uuid::Uuid;

use ends::ToSend;
pub(super) use ends::{DataChannel, Receiver, Sender};

use super::gateway::{Gateway, GatewayError};
use super::handshake::Keys;
use super::socket::{Gone, Reader, Socket, Writer};
use crate::backoff::Backoff;

/// How many payloads wait to be sent until the session has to wait.
const TO_SEND: usize = 64;

/// How many payloads wait for the session until the client has to wait.
const RECEIVED: usize = 64;

/// How many frames wait for the socket.
const FRAMES: usize = 64;

/// How soon a lost connection is tried to be made again, and how late at most: as the agent does.
const DELAYS: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(5));

/// How long it is tried. The agent gives up after some ten seconds, in which a service may not have restarted.
const PATIENCE: Duration = Duration::from_secs(45);

/// How long the last frames may take.
const LAST_FRAMES: Duration = Duration::from_secs(5);

/// Why a channel was closed by others than its session.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The session has said all.
    Done,
    /// The service ended the session.
    ByService,
    /// It cannot go on.
    Broken(String),
}

/// Does what a data channel asks for, as long as it is polled.
pub(super) struct Driver {
    gateway: Arc<Gateway>,
    session: String,
    node: String,
    client_id: String,
    reliability: Reliability,
    to_send: mpsc::Receiver<ToSend>,
    received: mpsc::Sender<Message>,
    /// Frames that are neither numbered nor acknowledged.
    states: VecDeque<Bytes>,
    flushes: Vec<oneshot::Sender<()>>,
}

/// What became of a socket.
enum Became {
    Lost,
    Ended(End),
}

/// What a channel waits for.
enum Happened {
    Frame(Result<Bytes, Gone>),
    /// The session takes a message, or will take none ever more.
    Room(bool),
    ToSend(Option<ToSend>),
    Due,
    Nothing,
}

/// A data channel that is not connected yet, and who connects it.
pub(super) fn new(gateway: Arc<Gateway>, session: &str, node: &str) -> (DataChannel, Driver) {
    let (to_send, from_session) = mpsc::channel(TO_SEND);
    let (received, to_session) = mpsc::channel(RECEIVED);
    let now = std::time::Instant::now();
    let driver = Driver {
        gateway,
        session: session.to_owned(),
        node: node.to_owned(),
        client_id: random_uuid(),
        reliability: Reliability::new(Role::Agent, Limits::default(), now, SystemTime::now()),
        to_send: from_session,
        received,
        states: VecDeque::new(),
        flushes: Vec::new(),
    };
    let payload_bytes = Arc::new(AtomicUsize::new(PAYLOAD_BYTES));
    let sender = Sender { to_send, payload_bytes: payload_bytes.clone(), keys: Keys::default() };
    let receiver = Receiver { received: to_session, payload_bytes, keys: Keys::default() };
    (DataChannel { sender, receiver }, driver)
}

impl Driver {
    /// Runs the channel until it is closed.
    pub(super) async fn run(mut self) -> End {
        loop {
            let socket = match self.connect().await {
                Ok(socket) => socket,
                Err(error) if error.is_final() => return End::ByService,
                Err(error) => return End::Broken(crate::core::one_line(&error)),
            };
            match self.exchange(socket).await {
                Became::Ended(end) => return end,
                Became::Lost => self.reliability.reconnected(),
            }
        }
    }

    async fn connect(&self) -> Result<Socket, GatewayError> {
        let mut backoff = Backoff::new(DELAYS.0, DELAYS.1);
        let give_up = Instant::now() + PATIENCE;
        loop {
            match self.try_connect().await {
                Err(error) if Instant::now() < give_up && !error.is_final() => {
                    tokio::time::sleep(backoff.next()).await;
                }
                connected => return connected,
            }
        }
    }

    async fn try_connect(&self) -> Result<Socket, GatewayError> {
        let token = self.gateway.create_data_channel(&self.session, &self.client_id).await?;
        let mut socket = self.gateway.open_data_channel(&self.session).await?;
        let opening = serde_json::json!({
            "MessageSchemaVersion": "1.0",
            "RequestId": random_uuid(),
            "TokenValue": token,
            "ClientInstanceId": self.node,
            "ClientId": self.client_id,
        });
        // If this fails, so does what comes after it.
        let _ = socket.writer.text(opening.to_string()).await;
        Ok(socket)
    }

    /// Sends and receives over a socket until it is lost, or the channel ends.
    async fn exchange(&mut self, socket: Socket) -> Became {
        let Socket { mut reader, writer } = socket;
        let (frames, queue) = mpsc::channel(FRAMES);
        let mut writing = std::pin::pin!(write(writer, queue));
        let became = tokio::select! {
            () = writing.as_mut() => Became::Lost,
            became = self.go_on(&mut reader, frames) => became,
        };
        if let Became::Ended(End::Done) = became {
            // The queue has nobody who fills it any more.
            let _ = tokio::time::timeout(LAST_FRAMES, writing).await;
        }
        became
    }

    async fn go_on(&mut self, reader: &mut Reader, frames: mpsc::Sender<Bytes>) -> Became {
        loop {
            let is_full = self.hand_frames_to(&frames);
            let deadline = self.reliability.deadline().filter(|_| !self.reliability.is_paused());
            let deadline = deadline.map(Instant::from_std);
            let happened = tokio::select! {
                frame = reader.frame() => Happened::Frame(frame),
                // There is room again, or the writer is gone, which its end tells.
                _ = frames.reserve(), if is_full => Happened::Nothing,
                room = self.received.reserve(), if self.reliability.has_message() => Happened::Room(room.is_ok()),
                item = self.to_send.recv(), if self.reliability.can_send() => Happened::ToSend(item),
                () = until(deadline), if deadline.is_some() => Happened::Due,
            };
            if let Some(became) = self.act_on(happened) {
                return became;
            }
        }
    }

    fn act_on(&mut self, happened: Happened) -> Option<Became> {
        let end = match happened {
            Happened::Frame(Err(Gone)) => return Some(Became::Lost),
            Happened::Frame(Ok(frame)) => self.take(frame),
            Happened::ToSend(None) => Some(End::Done),
            Happened::Room(false) => {
                // Nobody listens any more. What is said before the client knows that is lost.
                drop(self.reliability.next_message());
                None
            }
            Happened::Room(true) => {
                if let Some(message) = self.reliability.next_message() {
                    // Nobody else could take the room.
                    let _ = self.received.try_send(message);
                }
                None
            }
            Happened::ToSend(Some(item)) => self.put(item),
            Happened::Due => {
                let ticked = self.reliability.tick(std::time::Instant::now());
                ticked.err().map(|error| End::Broken(crate::core::one_line(&error)))
            }
            Happened::Nothing => None,
        };
        end.map(Became::Ended)
    }

    /// Gives the writer what is to be sent. Says whether it takes no more.
    fn hand_frames_to(&mut self, frames: &mpsc::Sender<Bytes>) -> bool {
        let now = std::time::Instant::now();
        loop {
            let Ok(permit) = frames.try_reserve() else { return true };
            let Some(frame) = self.states.pop_front().or_else(|| self.reliability.next_frame(now)) else {
                break;
            };
            permit.send(frame);
        }
        if self.reliability.under_way() == 0 {
            // Whoever waited may have given up.
            for flushed in self.flushes.drain(..) {
                let _ = flushed.send(());
            }
        }
        false
    }

    fn take(&mut self, frame: Bytes) -> Option<End> {
        match self.reliability.receive(std::time::Instant::now(), frame) {
            Ok(Received::Control(message)) => match message.message_type {
                MessageType::ChannelClosed => Some(End::ByService),
                // The client is back: what is under way did not reach it, or its acknowledge did not come.
                MessageType::StartPublication => {
                    self.reliability.reconnected();
                    None
                }
                _ => None,
            },
            // What is passed over is sent again.
            Ok(_) => None,
            Err(error) => Some(End::Broken(crate::core::one_line(&error))),
        }
    }

    fn put(&mut self, item: ToSend) -> Option<End> {
        match item {
            ToSend::Payload(payload_type, payload) => {
                let sent = self.reliability.send(std::time::Instant::now(), payload_type, payload);
                return sent.err().map(|error| End::Broken(crate::core::one_line(&error)));
            }
            ToSend::State(state) => self.states.push_back(state),
            ToSend::Flush(flushed) => self.flushes.push(flushed),
        }
        None
    }
}

async fn until(deadline: Option<Instant>) {
    if let Some(deadline) = deadline {
        tokio::time::sleep_until(deadline).await;
    }
}

/// Writes frames until there are no more, or the socket is gone.
async fn write(mut writer: Writer, mut frames: mpsc::Receiver<Bytes>) {
    let mut ping = tokio::time::interval(super::socket::PING);
    loop {
        let written = tokio::select! {
            frame = frames.recv() => match frame {
                Some(frame) => write_all(&mut writer, frame, &mut frames).await,
                None => return writer.close().await,
            },
            _ = ping.tick() => writer.ping().await,
        };
        if written.is_err() {
            return;
        }
    }
}

async fn write_all(
    writer: &mut Writer,
    first: Bytes,
    frames: &mut mpsc::Receiver<Bytes>,
) -> Result<(), Gone> {
    let mut next = Some(first);
    while let Some(frame) = next {
        writer.feed(frame).await?;
        next = frames.try_recv().ok();
    }
    writer.flush().await
}

/// A message to the service itself.
pub(super) fn message(message_type: MessageType, id: Uuid, payload: impl Into<Bytes>) -> ClientMessage {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    ClientMessage {
        message_type,
        schema_version: SCHEMA_VERSION,
        created: u64::try_from(since.as_millis()).unwrap_or(u64::MAX).max(1),
        sequence: 0,
        flags: SYN | FIN,
        id,
        payload_type: PayloadType::Unset,
        payload: payload.into(),
    }
}
