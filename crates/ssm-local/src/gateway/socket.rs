//! A WebSocket that nobody can hold up for long.

use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};

/// The longest message in bytes. Data comes in messages of little more than 1 KiB, or 128 KiB where both sides have
/// agreed on that; agents send up to 142,000 bytes on a control channel.
const LONGEST_MESSAGE: usize = 256 * 1024;

/// How long a client may take until it says which token it has.
const OPENING: Duration = Duration::from_secs(15);

/// How often a client is asked whether it is there.
pub(super) const PING: Duration = Duration::from_secs(30);

/// How long a client may be silent, and how long it may take nothing, until it counts as gone.
const SILENCE: Duration = Duration::from_secs(90);

/// The longest reason that fits into the end of a WebSocket, by RFC 6455.
const LONGEST_REASON: usize = 123;

type Stream = WebSocketStream<TokioIo<Upgraded>>;

/// Both halves.
pub(super) struct Socket {
    pub(super) reader: Reader,
    pub(super) writer: Writer,
}

/// What comes in.
pub(super) struct Reader(SplitStream<Stream>);

/// What goes out.
pub(super) struct Writer(SplitSink<Stream, Message>);

/// The WebSocket is closed, or has to be.
#[derive(Debug)]
pub(super) struct Gone;

/// The first message on a channel. There is more in it that nothing depends on.
#[derive(Deserialize)]
struct FirstMessage {
    #[serde(rename = "TokenValue")]
    token: String,
}

impl Socket {
    pub(super) async fn new(upgraded: Upgraded) -> Self {
        let config = WebSocketConfig::default()
            .max_message_size(Some(LONGEST_MESSAGE))
            .max_frame_size(Some(LONGEST_MESSAGE));
        let stream =
            WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, Some(config)).await;
        let (sink, stream) = stream.split();
        Self { reader: Reader(stream), writer: Writer(sink) }
    }

    /// The token that the client says first, or nothing if it says something else.
    pub(super) async fn token(&mut self) -> Option<String> {
        let first = timeout(OPENING, self.reader.message()).await.ok()?.ok()?;
        let first: FirstMessage = serde_json::from_slice(&first.into_data()).ok()?;
        Some(first.token)
    }
}

impl Reader {
    /// The next frame.
    pub(super) async fn frame(&mut self) -> Result<Bytes, Gone> {
        loop {
            if let Message::Binary(frame) = self.message().await? {
                return Ok(frame);
            }
        }
    }

    async fn message(&mut self) -> Result<Message, Gone> {
        loop {
            match timeout(SILENCE, self.0.next()).await {
                Ok(Some(Ok(message @ (Message::Text(_) | Message::Binary(_))))) => return Ok(message),
                // Answers to pings come about by themselves.
                Ok(Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_)))) => {}
                Ok(Some(Ok(Message::Close(_)) | Err(_)) | None) | Err(_) => return Err(Gone),
            }
        }
    }

    /// Returns when the client has closed the WebSocket.
    pub(super) async fn closed(&mut self) {
        while self.message().await.is_ok() {}
    }
}

impl Writer {
    /// Writes a frame. It may stay in memory until the next [`flush`](Self::flush).
    pub(super) async fn feed(&mut self, frame: Bytes) -> Result<(), Gone> {
        within(self.0.feed(Message::Binary(frame))).await
    }

    pub(super) async fn flush(&mut self) -> Result<(), Gone> {
        within(self.0.flush()).await
    }

    pub(super) async fn send(&mut self, frame: Bytes) -> Result<(), Gone> {
        within(self.0.send(Message::Binary(frame))).await
    }

    pub(super) async fn ping(&mut self) -> Result<(), Gone> {
        within(self.0.send(Message::Ping(Bytes::new()))).await
    }

    /// Closes the WebSocket; what is wrong then is wrong no more.
    pub(super) async fn close(&mut self, code: CloseCode, reason: &str) {
        let mut end = reason.len().min(LONGEST_REASON);
        while !reason.is_char_boundary(end) {
            end -= 1;
        }
        let frame = CloseFrame { code, reason: reason[..end].to_owned().into() };
        let _ = within(self.0.send(Message::Close(Some(frame)))).await;
    }
}

async fn within<E>(writing: impl Future<Output = Result<(), E>>) -> Result<(), Gone> {
    match timeout(SILENCE, writing).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Gone),
    }
}
