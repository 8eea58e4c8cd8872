//! Numbers, acknowledges, repeats and orders the messages with data of one end.
//!
//! Frames from the socket go to [`receive`](Reliability::receive), payloads for the other end to
//! [`send`](Reliability::send). What is to be written to the socket comes out of
//! [`next_frame`](Reliability::next_frame), what the other end sent, once and in order, out of
//! [`next_message`](Reliability::next_message). [`deadline`](Reliability::deadline) says when
//! [`tick`](Reliability::tick) wants to be called if nothing else happens. A lost socket changes nothing
//! here: what was not acknowledged goes out again over the next one.
//!
//! # How memory stays bounded
//!
//! An end has at most [`Limits::send_window`] messages and [`Limits::send_bytes`] under way, and takes no more
//! until the oldest is acknowledged. It holds at most [`Limits::receive_window`] messages and
//! [`Limits::receive_bytes`] that nobody has taken by `next_message`. Four fifths of that are acknowledged on
//! arrival, the rest only as room comes about, so that an end of this crate stops its peer before anything is
//! dropped. Peers without a window run into the bound: what is beyond it is neither kept nor acknowledged, and
//! they send it again.
//!
//! # When an end gives up
//!
//! Repeats of a message that is held but not acknowledged are answered by an acknowledge of the last message
//! that was taken, which tells nothing new but that somebody is there. An end gives up
//! ([`ReliabilityError::Unanswered`]) when something is under way and no acknowledge of anything came for
//! [`Limits::patience`].

mod error;
mod limits;
mod receiver;
mod round_trip;
mod sender;

use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use uuid::Uuid;

use super::acknowledge::Acknowledge;
use super::message::{self, CreatedDate};
use super::{ClientMessage, FrameError, MAX_PAYLOAD_BYTES, MessageType, PayloadType, Role, SYN};
use error::MAX_REJECTED;
pub use error::{Rejection, ReliabilityError};
pub use limits::Limits;
pub use receiver::Message;
use receiver::Receiver;
use sender::Sender;

/// How many bytes of payload peers put into a message.
pub const PAYLOAD_BYTES: usize = 1024;

/// What a frame was.
#[derive(Debug)]
#[non_exhaustive]
pub enum Received {
    /// A message with data, or a repeat of one. See [`Reliability::next_message`].
    Data,
    /// An acknowledge.
    Acknowledge,
    /// Anything else, for the caller to act on. Publication is paused and begun here as well.
    Control(ClientMessage),
    /// Nothing that can be used; it was passed over.
    Rejected(Rejection),
}

/// One end's numbers, windows and estimates. See the [module](self).
#[derive(Debug)]
pub struct Reliability {
    role: Role,
    clock: Clock,
    ids: fastrand::Rng,
    sender: Sender,
    receiver: Receiver,
    paused: bool,
    rejected: u32,
}

/// Tells the time of day by a clock that never goes back.
#[derive(Debug)]
struct Clock {
    start: Instant,
    time_of_day: SystemTime,
}

impl Clock {
    fn created(&self, now: Instant) -> CreatedDate {
        let passed = now.saturating_duration_since(self.start);
        message::created(self.time_of_day.checked_add(passed).unwrap_or(self.time_of_day))
    }
}

impl Reliability {
    /// The end of this role, at the beginning of a session. The time of day, which frames carry, goes on from
    /// `time_of_day` as `now` does.
    #[must_use]
    pub fn new(role: Role, limits: Limits, now: Instant, time_of_day: SystemTime) -> Self {
        Self {
            role,
            clock: Clock { start: now, time_of_day },
            ids: fastrand::Rng::new(),
            sender: Sender::new(&limits, now),
            receiver: Receiver::new(&limits),
            paused: false,
            rejected: 0,
        }
    }

    /// Draws the ids of messages from a seed, so that a session can be repeated in a test.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.ids = fastrand::Rng::with_seed(seed);
        self
    }

    /// Whether [`send`](Self::send) takes another message: there is room in the window, and the service has
    /// not paused publication.
    #[must_use]
    pub fn can_send(&self) -> bool {
        !self.paused && self.sender.has_room()
    }

    /// Whether the service has said that the other end is away.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// How many messages are under way: sent, or about to be, and not acknowledged.
    #[must_use]
    pub fn under_way(&self) -> usize {
        self.sender.under_way()
    }

    /// The number that the next message to be sent gets.
    #[must_use]
    pub fn next_sequence(&self) -> u64 {
        self.sender.next_sequence()
    }

    /// The present estimate of a round trip.
    #[must_use]
    pub fn round_trip(&self) -> Duration {
        self.sender.round_trip()
    }

    /// Gives a payload its number and puts it among what [`next_frame`](Self::next_frame) gives. A paused
    /// publication does not keep it from that: [`can_send`](Self::can_send) tells, for those who can wait.
    ///
    /// # Errors
    ///
    /// [`ReliabilityError::WindowFull`], and [`ReliabilityError::Length`] for a payload that peers
    /// would not take.
    pub fn send(
        &mut self,
        now: Instant,
        payload_type: PayloadType,
        payload: Bytes,
    ) -> Result<u64, ReliabilityError> {
        if payload.is_empty() || payload.len() > MAX_PAYLOAD_BYTES {
            return Err(ReliabilityError::Length(payload.len()));
        }
        if !self.sender.has_room() {
            return Err(ReliabilityError::WindowFull(self.sender.under_way()));
        }
        let sequence = self.sender.next_sequence();
        let first_of_agent = self.role == Role::Agent && sequence == 0;
        let message = ClientMessage {
            message_type: self.role.sends(),
            schema_version: super::SCHEMA_VERSION,
            created: self.clock.created(now),
            sequence: i64::try_from(sequence).unwrap_or(i64::MAX),
            flags: if first_of_agent { SYN } else { 0 },
            id: self.next_id(),
            payload_type,
            payload,
        };
        self.sender.push(now, message);
        Ok(sequence)
    }

    /// Takes a frame from the socket.
    ///
    /// # Errors
    ///
    /// [`ReliabilityError::Corrupt`] when frames that cannot be used pile up. A single one is
    /// [`Received::Rejected`].
    pub fn receive(&mut self, now: Instant, frame: Bytes) -> Result<Received, ReliabilityError> {
        self.receive_decoded(now, ClientMessage::decode(frame))
    }

    /// The same with a frame that was decoded before: to check its digest takes longer than all that is done here.
    ///
    /// # Errors
    ///
    /// As of [`receive`](Self::receive).
    pub fn receive_decoded(
        &mut self,
        now: Instant,
        decoded: Result<ClientMessage, FrameError>,
    ) -> Result<Received, ReliabilityError> {
        match decoded.map_err(Rejection::from).and_then(|message| self.sort(now, message)) {
            Ok(received) => {
                self.rejected = 0;
                Ok(received)
            }
            Err(rejection) => {
                self.rejected += 1;
                if self.rejected < MAX_REJECTED {
                    Ok(Received::Rejected(rejection))
                } else {
                    Err(ReliabilityError::Corrupt(rejection))
                }
            }
        }
    }

    fn sort(&mut self, now: Instant, message: ClientMessage) -> Result<Received, Rejection> {
        match &message.message_type {
            MessageType::Acknowledge => {
                let acknowledge = Acknowledge::from_json(&message.payload)?;
                self.paused = false;
                self.sender.acknowledged(now, acknowledge.sequence);
                Ok(Received::Acknowledge)
            }
            MessageType::InputStreamData | MessageType::OutputStreamData => {
                if message.message_type != self.role.other().sends() {
                    return Err(Rejection::Direction(message.message_type));
                }
                let sequence = u64::try_from(message.sequence);
                let sequence = sequence.map_err(|_| Rejection::Sequence(message.sequence))?;
                self.paused = false;
                self.receiver.receive(sequence, message);
                Ok(Received::Data)
            }
            other => {
                match other {
                    MessageType::PausePublication => self.paused = true,
                    MessageType::StartPublication => self.paused = false,
                    _ => {}
                }
                Ok(Received::Control(message))
            }
        }
    }

    /// The next message that the other end sent, in order. To take it makes room for others.
    pub fn next_message(&mut self) -> Option<Message> {
        self.receiver.take()
    }

    /// Whether [`next_message`](Self::next_message) would give one.
    #[must_use]
    pub fn has_message(&self) -> bool {
        self.receiver.is_ready()
    }

    /// Whether messages are held behind one that has not come.
    #[must_use]
    pub fn is_missing_messages(&self) -> bool {
        self.receiver.has_gap()
    }

    /// The next frame to write to the socket: acknowledges first, then repeats, then new messages. To take it
    /// is to send it.
    pub fn next_frame(&mut self, now: Instant) -> Option<Bytes> {
        self.next_outgoing(now).map(|message| message.encode())
    }

    /// The same as a message that is still to be [encoded](ClientMessage::encode), which is what takes time. It
    /// gives the same bytes each time.
    pub fn next_outgoing(&mut self, now: Instant) -> Option<ClientMessage> {
        if let Some((sequence, id)) = self.receiver.next_acknowledge() {
            let acknowledge = Acknowledge {
                message_type: self.role.other().sends(),
                message_id: id,
                sequence: i64::try_from(sequence).unwrap_or(i64::MAX),
                is_sequential: true,
            };
            return Some(acknowledge.to_message(self.next_id(), self.clock.created(now)));
        }
        self.sender.next_outgoing(now)
    }

    /// When [`tick`](Self::tick) is due; nothing if nothing is under way.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.sender.deadline()
    }

    /// Puts what waited too long for its acknowledge among what [`next_frame`](Self::next_frame) gives.
    ///
    /// # Errors
    ///
    /// [`ReliabilityError::Unanswered`].
    pub fn tick(&mut self, now: Instant) -> Result<(), ReliabilityError> {
        self.sender.tick(now)
    }

    /// A new socket stands in for a lost one: all that is under way is sent over it at once.
    pub fn reconnected(&mut self) {
        self.sender.resend_all();
    }

    fn next_id(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.ids.u128(..).to_be_bytes()).into_uuid()
    }
}
