use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::{Duration, Instant};

use bytes::{BufMut, Bytes, BytesMut};

use super::frame::{HEADER_BYTES, Parser, Piece};
use super::stream::{End, Stream};
use super::{Command, Header, MuxError, MuxLimits, Read};
use crate::protocol::Role;

/// How often an end shows that it is there, with keep-alive.
const KEEP_ALIVE: Duration = Duration::from_secs(10);
/// How long silence is borne, with keep-alive.
const MAX_SILENCE: Duration = Duration::from_secs(30);

/// How much data peers put into a frame at most.
const MAX_FRAME_BYTES: usize = 32_768;

/// One end of the streams of a session. See the [module](super).
#[derive(Debug)]
pub struct Mux {
    role: Role,
    limits: MuxLimits,
    streams: BTreeMap<u32, Stream>,
    last_number: u32,
    parser: Parser,
    /// Streams with something to send, each once.
    turns: VecDeque<u32>,
    /// Frames of no stream that is kept: keep-alive, and the ends of refused streams.
    bare: VecDeque<Header>,
    accepted: VecDeque<u32>,
    changed: BTreeSet<u32>,
    /// What all streams hold for their readers.
    received: usize,
    keep_alive: Option<KeepAlive>,
}

#[derive(Debug)]
struct KeepAlive {
    said: Instant,
    heard: Instant,
}

impl Mux {
    /// The end of this role.
    #[must_use]
    pub fn new(role: Role, limits: MuxLimits) -> Self {
        Self {
            role,
            limits,
            streams: BTreeMap::new(),
            last_number: 1,
            parser: Parser::default(),
            turns: VecDeque::new(),
            bare: VecDeque::new(),
            accepted: VecDeque::new(),
            changed: BTreeSet::new(),
            received: 0,
            keep_alive: None,
        }
    }

    /// Shows the other end every 10 s that this one is there, and gives up after 30 s of silence: for
    /// peers of old versions, see [`Version::WITHOUT_KEEP_ALIVE`](crate::protocol::Version::WITHOUT_KEEP_ALIVE).
    #[must_use]
    pub fn with_keep_alive(mut self, now: Instant) -> Self {
        self.keep_alive = Some(KeepAlive { said: now, heard: now });
        self
    }

    /// Begins a stream, and gives its number.
    ///
    /// # Errors
    ///
    /// [`MuxError::TooManyStreams`], [`MuxError::NoNumbers`], and [`MuxError::Role`] for an agent.
    pub fn open(&mut self) -> Result<u32, MuxError> {
        if self.role == Role::Agent {
            return Err(MuxError::Role);
        }
        if self.streams.len() >= self.limits.streams {
            return Err(MuxError::TooManyStreams(self.limits.streams));
        }
        self.last_number = self.last_number.checked_add(2).ok_or(MuxError::NoNumbers)?;
        self.streams.insert(self.last_number, Stream::begun_here());
        self.queue(self.last_number);
        Ok(self.last_number)
    }

    /// The next stream that the other end began; none for a client.
    pub fn accept(&mut self) -> Option<u32> {
        self.accepted.pop_front()
    }

    /// Takes as many bytes for a stream as there is room for: perhaps none, until it is in
    /// [`changed`](Self::changed).
    ///
    /// # Errors
    ///
    /// [`MuxError::NoStream`] if it was finished or closed.
    pub fn write(&mut self, number: u32, data: &[u8]) -> Result<usize, MuxError> {
        let stream = self.streams.get_mut(&number).filter(|stream| stream.end == End::Open);
        let stream = stream.ok_or(MuxError::NoStream(number))?;
        let taken = data.len().min(self.limits.send_bytes.saturating_sub(stream.outgoing.len()));
        if taken > 0 {
            stream.outgoing.extend_from_slice(&data[..taken]);
            self.queue(number);
        }
        Ok(taken)
    }

    /// Whether all that was written to a stream has left this end.
    #[must_use]
    pub fn is_flushed(&self, number: u32) -> bool {
        self.streams.get(&number).is_none_or(|stream| stream.outgoing.is_empty())
    }

    /// Ends what this end sends on a stream, once all that was written is sent. It can still be read.
    pub fn finish(&mut self, number: u32) {
        if let Some(stream) = self.streams.get_mut(&number).filter(|stream| stream.end == End::Open) {
            stream.end = End::Wanted;
            self.queue(number);
        }
    }

    /// Ends a stream that nobody here reads or writes any more. What was written is still sent.
    pub fn close(&mut self, number: u32) {
        self.finish(number);
        if let Some(stream) = self.streams.get_mut(&number) {
            self.received -= stream.abandon();
            self.forget_if_over(number);
        }
    }

    /// Takes at most `max` bytes that came for a stream.
    pub fn read(&mut self, number: u32, max: usize) -> Read {
        let Some(stream) = self.streams.get_mut(&number) else { return Read::End };
        let read = stream.read(max);
        match &read {
            Read::Data(data) => self.received -= data.len(),
            Read::End => self.forget_if_over(number),
            Read::Pending => {}
        }
        read
    }

    /// Whether [`receive`](Self::receive) should be called: otherwise readers have to catch up first.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.received < self.limits.receive_bytes
    }

    /// A stream that can be read, written or has ended since it was here last.
    pub fn changed(&mut self) -> Option<u32> {
        self.changed.pop_first()
    }

    /// How many streams there are.
    #[must_use]
    pub fn streams(&self) -> usize {
        self.streams.len()
    }

    /// Takes the next bytes that came, in order.
    ///
    /// # Errors
    ///
    /// [`MuxError::Protocol`], after which nothing can be read any more.
    pub fn receive(&mut self, now: Instant, mut bytes: Bytes) -> Result<(), MuxError> {
        while let Some((piece, taken)) = self.parser.next(&bytes)? {
            let data = bytes.split_to(taken);
            match piece {
                Piece::Begins(header) => self.begins(now, header),
                Piece::Data(header, _) => self.data(header, data),
            }
        }
        Ok(())
    }

    fn begins(&mut self, now: Instant, header: Header) {
        if let Some(keep_alive) = &mut self.keep_alive {
            keep_alive.heard = now;
        }
        match header.command {
            Command::Syn if self.role == Role::Agent => self.begun(header.stream),
            Command::Fin => {
                if let Some(stream) = self.streams.get_mut(&header.stream) {
                    stream.ended = true;
                    self.changed.insert(header.stream);
                    self.forget_if_over(header.stream);
                }
            }
            Command::Syn | Command::Psh | Command::Nop => {}
        }
    }

    fn begun(&mut self, number: u32) {
        if self.streams.contains_key(&number) {
            return;
        }
        if self.streams.len() >= self.limits.streams {
            if self.bare.len() < self.limits.streams {
                self.bare.push_back(Header { command: Command::Fin, length: 0, stream: number });
            }
            return;
        }
        self.streams.insert(number, Stream::default());
        self.accepted.push_back(number);
    }

    fn data(&mut self, header: Header, data: Bytes) {
        let stream = self.streams.get_mut(&header.stream);
        let reader = stream.filter(|stream| !stream.abandoned && !stream.ended);
        if let Some(stream) = reader.filter(|_| header.command == Command::Psh) {
            self.received += data.len();
            stream.push(data);
            self.changed.insert(header.stream);
        }
    }

    /// At most `max` bytes for the session to carry, which must be more than a header has: each stream in
    /// its turn.
    pub fn next_bytes(&mut self, max: usize) -> Option<Bytes> {
        let mut bytes = BytesMut::with_capacity(self.ready_bytes(max));
        while bytes.len() + HEADER_BYTES < max {
            if let Some(header) = self.bare.pop_front() {
                bytes.put_slice(&header.encode());
                continue;
            }
            let Some(number) = self.turns.pop_front() else { break };
            self.put_frame(number, max, &mut bytes);
        }
        (!bytes.is_empty()).then(|| bytes.freeze())
    }

    /// About how many bytes [`next_bytes`](Self::next_bytes) will give.
    fn ready_bytes(&self, max: usize) -> usize {
        let mut ready = self.bare.len() * HEADER_BYTES;
        let waiting = self.turns.iter().filter_map(|number| self.streams.get(number));
        for length in waiting.map(|stream| stream.outgoing.len()) {
            ready += length + (length / MAX_FRAME_BYTES + 1) * HEADER_BYTES;
            if ready >= max {
                break;
            }
        }
        ready.min(max)
    }

    /// Whether [`next_bytes`](Self::next_bytes) would give any.
    #[must_use]
    pub fn has_bytes(&self) -> bool {
        !self.bare.is_empty() || !self.turns.is_empty()
    }

    fn put_frame(&mut self, number: u32, max: usize, bytes: &mut BytesMut) {
        let Some(stream) = self.streams.get_mut(&number) else { return };
        stream.queued = false;
        let room = (max - bytes.len() - HEADER_BYTES).min(MAX_FRAME_BYTES);
        let (command, data) = if stream.unannounced {
            stream.unannounced = false;
            (Command::Syn, BytesMut::new())
        } else if stream.outgoing.is_empty() {
            stream.end = End::Said;
            (Command::Fin, BytesMut::new())
        } else {
            self.changed.insert(number);
            let length = stream.outgoing.len().min(room);
            (Command::Psh, stream.outgoing.split_to(length))
        };
        let length = u16::try_from(data.len()).unwrap_or(u16::MAX);
        bytes.put_slice(&Header { command, length, stream: number }.encode());
        bytes.put_slice(&data);
        self.queue(number);
        self.forget_if_over(number);
    }

    fn queue(&mut self, number: u32) {
        let Some(stream) = self.streams.get_mut(&number) else { return };
        if stream.has_output() && !stream.queued {
            stream.queued = true;
            self.turns.push_back(number);
        }
    }

    fn forget_if_over(&mut self, number: u32) {
        if self.streams.get(&number).is_some_and(Stream::is_over) {
            self.streams.remove(&number);
        }
    }

    /// When [`tick`](Self::tick) is due; never without keep-alive.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        let keep_alive = self.keep_alive.as_ref()?;
        Some((keep_alive.said + KEEP_ALIVE).min(keep_alive.heard + MAX_SILENCE))
    }

    /// Shows that this end is there, and that the other one is not.
    ///
    /// # Errors
    ///
    /// [`MuxError::Silent`].
    pub fn tick(&mut self, now: Instant) -> Result<(), MuxError> {
        let Some(keep_alive) = &mut self.keep_alive else { return Ok(()) };
        let silence = now.saturating_duration_since(keep_alive.heard);
        if silence >= MAX_SILENCE {
            return Err(MuxError::Silent(silence));
        }
        if now.saturating_duration_since(keep_alive.said) >= KEEP_ALIVE {
            keep_alive.said = now;
            self.bare.push_back(Header { command: Command::Nop, length: 0, stream: 0 });
        }
        Ok(())
    }
}
