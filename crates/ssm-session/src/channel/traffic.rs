//! What moves over one socket after another: frames, pings, and time.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::{Sink, Stream};
use tokio::sync::watch;
use tokio::time::Sleep;
use tokio_tungstenite::tungstenite::Message;

use super::socket::Socket;
use super::state::{Shared, State, streams};
use super::{Options, Progress, now};
use crate::SessionError;
use crate::event::{Event, Telling};
use crate::protocol::ClientMessage;
use crate::protocol::smux::Mux;

/// How often the service is asked whether it is there. The plugin asks every 5 minutes, which finds a lost
/// socket late.
const PING: Duration = Duration::from_secs(54);
/// How long the service may say nothing at all.
const MAX_SILENCE: Duration = Duration::from_secs(114);
/// What peers put into pings.
const PING_TEXT: &[u8] = b"keepalive";

/// How long the agent may take until data can flow.
const READY_TIMEOUT: Duration = Duration::from_secs(60);
/// After how much silence of the agent a session that needs no handshake is taken for one without: a command
/// may have nothing to say until it is spoken to.
const QUIET_START: Duration = Duration::from_secs(10);

/// How many frames move in one direction before the other has its turn, and how many turns there are before
/// other tasks have theirs.
const BATCH: usize = 128;
const ROUNDS: usize = 16;

/// Why the traffic over a socket stopped.
pub(super) enum Ran {
    /// The session is over.
    Over,
    /// The users of the session want its end.
    Closing,
    /// The agent wants a key.
    KeyWanted,
    /// The socket is of no use any more.
    Lost(SessionError),
}

pub(super) struct Traffic {
    sleep: Pin<Box<Sleep>>,
    ping_at: Instant,
    heard_at: Instant,
    /// Whether anything came over this socket.
    heard: bool,
    ready_by: Instant,
    quiet_until: Option<Instant>,
    is_ready: bool,
}

/// What one turn came to.
enum Turn {
    Moved,
    Idle,
    Stopped(Ran),
}

impl Traffic {
    pub(super) fn new(options: &Options) -> Self {
        let now = now();
        Self {
            sleep: Box::pin(tokio::time::sleep(READY_TIMEOUT)),
            ping_at: now,
            heard_at: now,
            heard: false,
            ready_by: now + READY_TIMEOUT,
            quiet_until: (!options.handshake).then(|| now + QUIET_START),
            is_ready: false,
        }
    }

    /// Whether anything came over the present socket.
    pub(super) fn was_of_use(&self) -> bool {
        self.heard
    }

    pub(super) fn reconnected(&mut self, shared: &Shared) {
        let now = now();
        (self.ping_at, self.heard_at, self.heard) = (now, now, false);
        shared.lock().engine.reconnected();
    }

    /// Moves frames until something else has to be done.
    pub(super) async fn run(
        &mut self,
        shared: &Shared,
        socket: &mut Socket,
        telling: &Telling,
        progress: &watch::Sender<Progress>,
    ) -> Result<Ran, SessionError> {
        poll_fn(|context| {
            for _ in 0..ROUNDS {
                {
                    let mut state = shared.lock();
                    // Before looking, so that nothing is missed.
                    state.wakers.driver_waits(context);
                    if let Some(ran) = self.look(&mut state, telling, progress)? {
                        return Poll::Ready(Ok(ran));
                    }
                }
                match self.turn(context, shared, socket)? {
                    Turn::Moved => {}
                    Turn::Stopped(ran) => return Poll::Ready(Ok(ran)),
                    Turn::Idle => {
                        let deadline = self.deadline(&shared.lock());
                        self.sleep.as_mut().reset(deadline.into());
                        ready!(self.sleep.as_mut().poll(context));
                    }
                }
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await
    }

    /// Moves frames until all that is under way was acknowledged, which gives true, or nothing moves any more.
    pub(super) async fn finish(
        &mut self,
        shared: &Shared,
        socket: &mut Socket,
    ) -> Result<bool, SessionError> {
        poll_fn(|context| {
            for _ in 0..ROUNDS {
                {
                    let mut state = shared.lock();
                    state.wakers.driver_waits(context);
                    if state.ending.is_some() || state.engine.under_way() == 0 {
                        return Poll::Ready(Ok(true));
                    }
                    state.engine.tick(now()).map_err(SessionError::engine)?;
                }
                match self.turn(context, shared, socket)? {
                    Turn::Moved => {}
                    Turn::Stopped(_) => return Poll::Ready(Ok(false)),
                    Turn::Idle => {
                        let deadline = shared.lock().engine.deadline().unwrap_or_else(|| now() + PING);
                        self.sleep.as_mut().reset(deadline.into());
                        ready!(self.sleep.as_mut().poll(context));
                    }
                }
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await
    }

    /// Does what time and the users ask for.
    fn look(
        &mut self,
        state: &mut State,
        telling: &Telling,
        progress: &watch::Sender<Progress>,
    ) -> Result<Option<Ran>, SessionError> {
        let now = now();
        if state.ending.is_some() {
            return Ok(Some(Ran::Over));
        }
        if state.closing.is_some() {
            return Ok(Some(Ran::Closing));
        }
        state.engine.tick(now).map_err(SessionError::engine)?;
        if let Some(mux) = &mut state.mux {
            mux.tick(now).map_err(streams)?;
        }
        state.pump(now)?;
        if state.engine.key_request().is_some() {
            return Ok(Some(Ran::KeyWanted));
        }
        if !self.is_ready {
            if self.quiet_until.is_some_and(|until| now >= until) {
                state.engine.open_without_handshake();
            }
            if state.engine.is_open() {
                self.is_ready = true;
                telling.tell(Event::Ready {
                    agent_version: state.engine.agent_version(),
                    customer_message: state.engine.customer_message().to_owned(),
                    encrypted: state.engine.is_encrypted(),
                });
                progress.send_replace(Progress::Ready);
            } else if now >= self.ready_by {
                return Err(SessionError::NotReady(READY_TIMEOUT));
            }
        }
        if now.saturating_duration_since(self.heard_at) >= MAX_SILENCE {
            return Ok(Some(Ran::Lost(SessionError::Silent(MAX_SILENCE))));
        }
        Ok(None)
    }

    /// When [`look`](Self::look) has something to do, if nothing else happens.
    fn deadline(&self, state: &State) -> Instant {
        let start = if self.is_ready { None } else { Some(self.ready_by) };
        let quiet = if self.is_ready { None } else { self.quiet_until };
        let of_streams = state.mux.as_ref().and_then(Mux::deadline);
        let others = [start, quiet, state.engine.deadline(), of_streams].into_iter().flatten();
        others.fold(self.ping_at.min(self.heard_at + MAX_SILENCE), Instant::min)
    }

    /// Writes and reads what can be written and read.
    fn turn(
        &mut self,
        context: &mut Context<'_>,
        shared: &Shared,
        socket: &mut Socket,
    ) -> Result<Turn, SessionError> {
        let written = match self.write(context, shared, socket) {
            Ok(written) => written,
            Err(error) => return Ok(Turn::Stopped(Ran::Lost(error))),
        };
        let mut read = false;
        for _ in 0..BATCH {
            match Pin::new(&mut *socket).poll_next(context) {
                Poll::Pending => break,
                Poll::Ready(Some(Ok(message))) => {
                    read = true;
                    (self.heard_at, self.heard) = (now(), true);
                    if let Some(frame) = frame(message) {
                        // Its digest is checked while nobody is kept from the state.
                        let decoded = ClientMessage::decode(frame);
                        shared.lock().receive(self.heard_at, decoded)?;
                    }
                }
                Poll::Ready(Some(Err(error))) => return Ok(Turn::Stopped(Ran::Lost(lost(error)))),
                Poll::Ready(None) => return Ok(Turn::Stopped(Ran::Lost(SessionError::ClosedSocket))),
            }
        }
        Ok(if written || read { Turn::Moved } else { Turn::Idle })
    }

    fn write(
        &mut self,
        context: &mut Context<'_>,
        shared: &Shared,
        socket: &mut Socket,
    ) -> Result<bool, SessionError> {
        let mut socket = Pin::new(socket);
        let now = now();
        let mut written = false;
        for _ in 0..BATCH {
            match socket.as_mut().poll_ready(context) {
                Poll::Pending => break,
                Poll::Ready(ready) => ready.map_err(lost)?,
            }
            let message = if now >= self.ping_at {
                self.ping_at = now + PING;
                Message::Ping(Bytes::from_static(PING_TEXT))
            } else {
                let outgoing = shared.lock().engine.next_outgoing(now);
                let Some(outgoing) = outgoing else { break };
                Message::Binary(outgoing.encode())
            };
            socket.as_mut().start_send(message).map_err(lost)?;
            written = true;
        }
        if let Poll::Ready(Err(error)) = socket.poll_flush(context) {
            return Err(lost(error));
        }
        Ok(written)
    }
}

/// Both kinds of messages with data hold frames.
fn frame(message: Message) -> Option<Bytes> {
    match message {
        Message::Binary(frame) => Some(frame),
        Message::Text(frame) => Some(frame.into()),
        _ => None,
    }
}

fn lost(error: tokio_tungstenite::tungstenite::Error) -> SessionError {
    SessionError::Lost(Arc::new(error))
}
