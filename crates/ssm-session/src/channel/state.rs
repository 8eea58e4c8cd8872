//! What the driver of a session and its users share.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};
use std::time::Instant;

use crate::event::{Event, Telling};
use crate::protocol::client::{ClientEngine, Content, Notice};
use crate::protocol::smux::{Mux, Read};
use crate::protocol::{ClientMessage, Flag, FrameError, PayloadType};
use crate::{SessionError, protocol};

/// How a session ended.
#[derive(Clone, Debug)]
pub(crate) enum Ending {
    /// As it should, with what the service said.
    Closed(String),
    /// Because it could not go on.
    Failed(SessionError),
}

/// What the users of a session want of its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closing {
    /// The service shall end it.
    Terminate,
    /// Nothing is said to the service.
    Abandon,
}

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) engine: ClientEngine,
    /// Of port forwards with many connections.
    pub(crate) mux: Option<Mux>,
    /// What came before anybody could take it.
    ahead: Option<Content>,
    pub(crate) ending: Option<Ending>,
    pub(crate) closing: Option<Closing>,
    pub(crate) wakers: Wakers,
    telling: Telling,
}

/// Who waits for what.
#[derive(Debug, Default)]
pub(crate) struct Wakers {
    driver: Option<Waker>,
    reader: Option<Waker>,
    writer: Option<Waker>,
    stream_readers: BTreeMap<u32, Waker>,
    stream_writers: BTreeMap<u32, Waker>,
}

/// The state, which nobody holds while waiting.
#[derive(Clone, Debug)]
pub(crate) struct Shared(Arc<Mutex<State>>);

impl Shared {
    pub(crate) fn new(engine: ClientEngine, telling: Telling) -> Self {
        Self(Arc::new(Mutex::new(State {
            engine,
            mux: None,
            ahead: None,
            ending: None,
            closing: None,
            wakers: Wakers::default(),
            telling,
        })))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wakers {
    pub(crate) fn driver_waits(&mut self, context: &Context<'_>) {
        keep(&mut self.driver, context);
    }

    pub(crate) fn reader_waits(&mut self, context: &Context<'_>) {
        keep(&mut self.reader, context);
    }

    pub(crate) fn writer_waits(&mut self, context: &Context<'_>) {
        keep(&mut self.writer, context);
    }

    pub(crate) fn stream_reader_waits(&mut self, number: u32, context: &Context<'_>) {
        self.stream_readers.insert(number, context.waker().clone());
    }

    pub(crate) fn stream_writer_waits(&mut self, number: u32, context: &Context<'_>) {
        self.stream_writers.insert(number, context.waker().clone());
    }

    pub(crate) fn forget_stream(&mut self, number: u32) {
        self.stream_readers.remove(&number);
        self.stream_writers.remove(&number);
    }

    pub(crate) fn wake_driver(&mut self) {
        wake(&mut self.driver);
    }

    fn wake_stream(&mut self, number: u32) {
        let waiting = [self.stream_readers.remove(&number), self.stream_writers.remove(&number)];
        waiting.into_iter().flatten().for_each(Waker::wake);
    }

    /// Wakes all but the driver.
    fn wake_users(&mut self) {
        wake(&mut self.reader);
        wake(&mut self.writer);
        let streams = std::mem::take(&mut self.stream_readers).into_values();
        streams.chain(std::mem::take(&mut self.stream_writers).into_values()).for_each(Waker::wake);
    }
}

fn keep(place: &mut Option<Waker>, context: &Context<'_>) {
    match place {
        Some(waker) => waker.clone_from(context.waker()),
        None => *place = Some(context.waker().clone()),
    }
}

fn wake(place: &mut Option<Waker>) {
    if let Some(waker) = place.take() {
        waker.wake();
    }
}

impl State {
    /// Takes a frame from the socket.
    pub(crate) fn receive(
        &mut self,
        now: Instant,
        decoded: Result<ClientMessage, FrameError>,
    ) -> Result<(), SessionError> {
        let notice = self.engine.receive_decoded(now, decoded).map_err(SessionError::engine)?;
        match notice {
            None => {}
            Some(Notice::Paused) => self.telling.tell(Event::Paused),
            Some(Notice::Started) => self.telling.tell(Event::Resumed),
            Some(Notice::Closed) => self.closed_by_service(),
            Some(Notice::Unknown(other)) => self.passed_over(format!("a message of the type {other}")),
            Some(Notice::Rejected(why)) => self.passed_over(with_sources(&why)),
        }
        Ok(())
    }

    fn passed_over(&self, reason: String) {
        self.telling.tell(Event::PassedOver { reason });
    }

    fn closed_by_service(&mut self) {
        let said = self.engine.closed().map(|closed| closed.output.clone()).unwrap_or_default();
        let ending = if self.engine.is_missing_data() {
            Ending::Failed(SessionError::DataLost(said))
        } else {
            Ending::Closed(said)
        };
        self.end(ending);
    }

    /// The session is over. What has come can still be read.
    pub(crate) fn end(&mut self, ending: Ending) {
        if self.ending.is_none() {
            let error = match &ending {
                Ending::Closed(_) => None,
                Ending::Failed(error) => Some(error.clone()),
            };
            self.ending = Some(ending);
            self.telling.tell(Event::Ended { error });
        }
        self.wakers.wake_users();
        self.wakers.wake_driver();
    }

    /// Moves what can move between the messages and those who use them.
    pub(crate) fn pump(&mut self, now: Instant) -> Result<(), SessionError> {
        if !self.engine.is_open() && self.ahead.is_none() {
            // The handshake is done on the way to what comes first.
            self.ahead = self.engine.next_content(now).map_err(SessionError::engine)?;
        }
        if self.mux.is_some() {
            self.pump_streams(now)?;
        } else if self.has_content() {
            wake(&mut self.wakers.reader);
        }
        if self.engine.can_send() {
            wake(&mut self.wakers.writer);
        }
        Ok(())
    }

    fn pump_streams(&mut self, now: Instant) -> Result<(), SessionError> {
        while self.mux.as_ref().is_some_and(Mux::has_room) {
            let Some(content) = self.next_content(now)? else { break };
            let Some(mux) = &mut self.mux else { break };
            match content {
                Content::Output(bytes) => mux.receive(now, bytes).map_err(streams)?,
                Content::Flag(Flag::ConnectToPortError) => self.telling.tell(Event::ConnectionRefused),
                other => self.passed_over(format!("{other:?}")),
            }
        }
        let Some(mux) = &mut self.mux else { return Ok(()) };
        while self.engine.can_send() {
            let Some(bytes) = mux.next_bytes(self.engine.payload_bytes()) else { break };
            self.engine.send(now, PayloadType::Output, bytes).map_err(SessionError::engine)?;
        }
        while let Some(number) = mux.changed() {
            self.wakers.wake_stream(number);
        }
        Ok(())
    }

    /// The next thing that the agent sent.
    pub(crate) fn next_content(&mut self, now: Instant) -> Result<Option<Content>, SessionError> {
        match self.ahead.take() {
            Some(content) => Ok(Some(content)),
            None => self.engine.next_content(now).map_err(SessionError::engine),
        }
    }

    pub(crate) fn has_content(&self) -> bool {
        self.ahead.is_some() || self.engine.has_message()
    }

    /// Looks at what came before the session ended.
    pub(crate) fn pump_last(&mut self) -> std::io::Result<()> {
        self.pump(super::now()).map_err(SessionError::into_io)
    }

    /// Reads a stream of the port forward.
    pub(crate) fn read_stream(&mut self, number: u32, max: usize) -> Read {
        self.mux.as_mut().map_or(Read::End, |mux| mux.read(number, max))
    }
}

pub(crate) fn streams(error: protocol::smux::MuxError) -> SessionError {
    SessionError::Streams(Arc::new(error))
}

/// An error and its reasons in one line.
pub(crate) fn with_sources(error: &dyn std::error::Error) -> String {
    let sources = std::iter::successors(error.source(), |source| source.source());
    sources.fold(error.to_string(), |line, source| format!("{line}: {source}"))
}
