//! A WebSocket to the gateway.

use std::error::Error;
use std::time::Duration;

use awsjson_transport::Stream;
use bytes::Bytes;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use http::{HeaderMap, Request};
use tokio::time::{Instant, timeout, timeout_at};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

/// The longest message in bytes: that of a document with its parameters, of which either may have 64 KiB,
/// written as text in text.
const LONGEST_MESSAGE: usize = 1024 * 1024;

/// How often the gateway is asked whether it is there, as the agent does.
pub(super) const PING: Duration = Duration::from_secs(54);

/// How long the gateway may be silent, or take nothing, until it counts as gone: as with the agent.
const SILENCE: Duration = Duration::from_secs(54 + 60);

/// Both halves.
pub(super) struct Socket {
    pub(super) reader: Reader,
    pub(super) writer: Writer,
}

/// What comes in.
pub(super) struct Reader {
    stream: SplitStream<WebSocketStream<Stream>>,
    heard: Instant,
}

/// What goes out.
pub(super) struct Writer(SplitSink<WebSocketStream<Stream>, Message>);

/// The WebSocket is closed, or has to be.
#[derive(Debug)]
pub(super) struct Gone;

impl Socket {
    /// Asks for a WebSocket on a connection with the host of the URL.
    pub(super) async fn open(
        url: &str,
        headers: HeaderMap,
        stream: Stream,
    ) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let mut request: Request<()> = web_socket_url(url).into_client_request()?;
        request.headers_mut().extend(headers);
        let config = WebSocketConfig::default()
            .max_message_size(Some(LONGEST_MESSAGE))
            .max_frame_size(Some(LONGEST_MESSAGE));
        let (socket, _) = client_async_with_config(request, stream, Some(config)).await?;
        let (sink, stream) = socket.split();
        Ok(Self { reader: Reader { stream, heard: Instant::now() }, writer: Writer(sink) })
    }
}

/// The same URL with the scheme that WebSockets have.
fn web_socket_url(url: &str) -> String {
    match url.split_once("://") {
        Some(("https", rest)) => format!("wss://{rest}"),
        Some((_, rest)) => format!("ws://{rest}"),
        None => url.to_owned(),
    }
}

impl Reader {
    /// The next frame. A call that is given up loses none.
    pub(super) async fn frame(&mut self) -> Result<Bytes, Gone> {
        loop {
            let next = timeout_at(self.heard + SILENCE, self.stream.next()).await;
            let Ok(Some(Ok(message))) = next else { return Err(Gone) };
            self.heard = Instant::now();
            match message {
                Message::Binary(frame) => return Ok(frame),
                Message::Close(_) => return Err(Gone),
                // Answers to pings come about by themselves.
                Message::Text(_) | Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
            }
        }
    }
}

impl Writer {
    pub(super) async fn text(&mut self, text: String) -> Result<(), Gone> {
        within(self.0.send(Message::Text(text.into()))).await
    }

    /// Writes a frame. It may stay in memory until the next [`flush`](Self::flush).
    pub(super) async fn feed(&mut self, frame: Bytes) -> Result<(), Gone> {
        within(self.0.feed(Message::Binary(frame))).await
    }

    pub(super) async fn flush(&mut self) -> Result<(), Gone> {
        within(self.0.flush()).await
    }

    pub(super) async fn ping(&mut self) -> Result<(), Gone> {
        within(self.0.send(Message::Ping(Bytes::from_static(b"keepalive")))).await
    }

    /// Closes the WebSocket; what is wrong then is wrong no more.
    pub(super) async fn close(&mut self) {
        let _ = within(self.0.send(Message::Close(None))).await;
    }
}

async fn within<E>(writing: impl Future<Output = Result<(), E>>) -> Result<(), Gone> {
    match timeout(SILENCE, writing).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Gone),
    }
}

#[cfg(test)]
mod tests {
    use super::web_socket_url;

    #[test]
    fn the_scheme_says_whether_there_is_tls() {
        assert_eq!(web_socket_url("http://127.0.0.1:1/v1?a=b"), "ws://127.0.0.1:1/v1?a=b");
        assert_eq!(web_socket_url("https://host/v1"), "wss://host/v1");
    }
}
