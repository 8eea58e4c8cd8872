use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::SessionError;
use crate::channel::state::{Ending, State, streams};
use crate::channel::{Channel, now};
use crate::protocol::client::Content;
use crate::protocol::smux::Read;
use crate::protocol::{Flag, PayloadType};

/// One connection of a [`PortForward`](super::PortForward). Dropping it ends it in both directions.
///
/// Writing is done when this end has taken the bytes, and waits when it has many that the session cannot carry
/// yet. A session that ends while a connection is open is an error of reading, so that nothing passes for complete
/// that is not.
#[derive(Debug)]
pub struct Connection {
    channel: Channel,
    way: Way,
}

#[derive(Debug)]
enum Way {
    /// A stream of many.
    Stream(u32),
    /// All that the session carries.
    Alone { left: Bytes, busy: Arc<AtomicBool> },
}

impl Connection {
    pub(super) fn among_others(channel: Channel) -> io::Result<Self> {
        let number = {
            let mut state = channel.shared().lock();
            over(&state)?;
            let Some(mux) = &mut state.mux else { return Err(io::ErrorKind::NotConnected.into()) };
            let number = mux.open().map_err(|error| streams(error).into_io())?;
            pump(&mut state)?;
            number
        };
        Ok(Self { channel, way: Way::Stream(number) })
    }

    /// Waits until nothing of the connection before can come any more.
    pub(super) async fn alone(channel: Channel, busy: Arc<AtomicBool>) -> io::Result<Self> {
        let connection = Self { channel, way: Way::Alone { left: Bytes::new(), busy } };
        let channel = &connection.channel;
        std::future::poll_fn(|context| {
            loop {
                if channel.poll_arrived(context)?.is_ready() {
                    return Poll::Ready(Ok::<_, io::Error>(()));
                }
                if ready!(channel.poll_content(context))?.is_none() {
                    return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
                }
            }
        })
        .await?;
        Ok(connection)
    }
}

fn over(state: &State) -> io::Result<()> {
    state.ending.clone().map_or(Ok(()), |ending| Err(ending.into_io()))
}

fn pump(state: &mut State) -> io::Result<()> {
    let pumped = state.pump(now());
    state.wakers.wake_driver();
    pumped.map_err(|error: SessionError| {
        state.end(Ending::Failed(error.clone()));
        error.into_io()
    })
}

impl AsyncRead for Connection {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let Self { channel, way } = self.get_mut();
        match way {
            Way::Stream(number) => poll_read_stream(channel, *number, context, buffer),
            Way::Alone { left, .. } => {
                while left.is_empty() {
                    match ready!(channel.poll_content(context))? {
                        Some(Content::Output(bytes)) => *left = bytes,
                        Some(_) => {}
                        None => return Poll::Ready(Ok(())),
                    }
                }
                let bytes = left.split_to(left.len().min(buffer.remaining()));
                buffer.put_slice(&bytes);
                Poll::Ready(Ok(()))
            }
        }
    }
}

fn poll_read_stream(
    channel: &Channel,
    number: u32,
    context: &Context<'_>,
    buffer: &mut ReadBuf<'_>,
) -> Poll<io::Result<()>> {
    let mut state = channel.shared().lock();
    let was_full = state.mux.as_ref().is_some_and(|mux| !mux.has_room());
    let before = buffer.filled().len();
    loop {
        match state.read_stream(number, buffer.remaining()) {
            // It comes in the pieces that messages hold.
            Read::Data(bytes) => {
                buffer.put_slice(&bytes);
                if buffer.remaining() > 0 {
                    continue;
                }
            }
            Read::End => {}
            Read::Pending if buffer.filled().len() > before => {}
            // What came before the session's end may not have been looked at.
            Read::Pending if state.ending.is_some() && state.has_content() => {
                state.pump_last()?;
                continue;
            }
            Read::Pending => {
                over(&state)?;
                state.wakers.stream_reader_waits(number, context);
                return Poll::Pending;
            }
        }
        if was_full {
            pump(&mut state)?;
        }
        return Poll::Ready(Ok(()));
    }
}

impl AsyncWrite for Connection {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let Way::Stream(number) = self.way else { return self.channel.poll_write(context, bytes) };
        let mut state = self.channel.shared().lock();
        over(&state)?;
        let Some(mux) = &mut state.mux else { return Poll::Ready(Err(io::ErrorKind::NotConnected.into())) };
        match mux.write(number, bytes) {
            Ok(0) if !bytes.is_empty() => {
                state.wakers.stream_writer_waits(number, context);
                Poll::Pending
            }
            Ok(taken) => {
                pump(&mut state)?;
                Poll::Ready(Ok(taken))
            }
            Err(error) => Poll::Ready(Err(io::Error::new(io::ErrorKind::BrokenPipe, error))),
        }
    }

    /// Bytes that were written are on their way by themselves.
    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    /// Ends what is written; reading goes on, as far as the agent follows.
    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let Way::Stream(number) = self.way else { return self.channel.poll_arrived(context) };
        let mut state = self.channel.shared().lock();
        if let Some(mux) = &mut state.mux {
            mux.finish(number);
        }
        Poll::Ready(pump(&mut state))
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut state = self.channel.shared().lock();
        match &self.way {
            Way::Stream(number) => {
                if let Some(mux) = &mut state.mux {
                    mux.close(*number);
                }
                state.wakers.forget_stream(*number);
            }
            Way::Alone { busy, .. } => {
                // If there is no room the session is in trouble, or the next connection says it.
                let flag = Flag::DisconnectToPort.to_payload();
                let _ = state.engine.send(now(), PayloadType::Flag, flag);
                busy.store(false, Ordering::Release);
            }
        }
        let _ = pump(&mut state);
    }
}
