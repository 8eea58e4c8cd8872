//! The client's end of a session, without input or output: the handshake, the keys, and what the agent says.
//!
//! A [`ClientEngine`] is a [`Reliability`] that knows what is in the messages. Frames go in by
//! [`receive`](ClientEngine::receive) and come out by [`next_frame`](ClientEngine::next_frame); what is for the
//! user comes out by [`next_content`](ClientEngine::next_content), and what the user says goes in by
//! [`send`](ClientEngine::send) once the engine [is open](ClientEngine::is_open).

mod content;
#[cfg(feature = "kms")]
mod encryption;
mod handshaking;
mod notice;

use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;

pub use content::Content;
#[cfg(feature = "kms")]
pub use encryption::SessionKey;
use handshaking::Phase;
pub use handshaking::{HandshakeError, KeyRequest};
pub use notice::{EngineError, Notice};

use super::handshake::{MAX_AGREED_PAYLOAD_BYTES, SessionType};
use super::reliability::{Limits, PAYLOAD_BYTES, Received};
use super::{
    ChannelClosed, ClientMessage, FrameError, MessageType, PayloadType, Reliability, Role, TerminalSize,
    Version,
};

/// The client's end of one session. See the [module](self).
#[derive(Debug)]
pub struct ClientEngine {
    reliability: Reliability,
    client_version: Version,
    phase: Phase,
    /// Whether the absence of a handshake is a guess.
    is_guess: bool,
    agent_version: Option<Version>,
    session_type: Option<SessionType>,
    properties: serde_json::Value,
    customer_message: String,
    /// What this end wants; nothing if it has no wish.
    wanted_payload_bytes: Option<usize>,
    /// What the agent takes, if it said so.
    taken_payload_bytes: Option<usize>,
    #[cfg(feature = "kms")]
    sealing: Option<super::sealing::Sealing>,
    closed: Option<ChannelClosed>,
}

impl ClientEngine {
    /// The client's end at the beginning of a session. See [`Reliability::new`].
    #[must_use]
    pub fn new(client_version: Version, limits: Limits, now: Instant, time_of_day: SystemTime) -> Self {
        Self {
            reliability: Reliability::new(Role::Client, limits, now, time_of_day),
            client_version,
            phase: Phase::Begun,
            is_guess: false,
            agent_version: None,
            session_type: None,
            properties: serde_json::Value::Null,
            customer_message: String::new(),
            wanted_payload_bytes: None,
            taken_payload_bytes: None,
            #[cfg(feature = "kms")]
            sealing: None,
            closed: None,
        }
    }

    /// See [`Reliability::with_seed`].
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.reliability = self.reliability.with_seed(seed);
        self
    }

    /// Sends messages with so many bytes of payload, whether the agent said that it takes them or not; and with
    /// fewer if it said fewer.
    #[must_use]
    pub fn with_payload_bytes(mut self, bytes: usize) -> Self {
        self.wanted_payload_bytes = Some(bytes);
        self
    }

    /// How many bytes of payload a message has at most: what was set, or agreed on in the handshake, or what
    /// peers are used to.
    #[must_use]
    pub fn payload_bytes(&self) -> usize {
        let wanted = self.wanted_payload_bytes;
        match self.taken_payload_bytes {
            Some(taken) => wanted.unwrap_or(MAX_AGREED_PAYLOAD_BYTES).min(taken),
            None => wanted.unwrap_or(PAYLOAD_BYTES),
        }
    }

    /// Whether the handshake is over, or the agent wants none: data may be sent.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Open)
    }

    /// Takes the session for one without a handshake, although nothing came from the agent yet. A handshake
    /// that comes all the same is done, unless something was sent before. Does nothing once one began.
    pub fn open_without_handshake(&mut self) {
        if matches!(self.phase, Phase::Begun) {
            self.phase = Phase::Open;
            self.is_guess = true;
        }
    }

    /// Whether a handshake may begin.
    fn may_shake_hands(&self) -> bool {
        match self.phase {
            Phase::Begun => true,
            Phase::Open => self.is_guess && self.reliability.next_sequence() == 0,
            Phase::AwaitingKey(_) | Phase::Answered => false,
        }
    }

    /// The agent's version; unknown without a handshake.
    #[must_use]
    pub fn agent_version(&self) -> Option<Version> {
        self.agent_version
    }

    /// What the agent takes the session for; unknown without a handshake, and then a shell or commands in a
    /// terminal.
    #[must_use]
    pub fn session_type(&self) -> Option<&SessionType> {
        self.session_type.as_ref()
    }

    /// The properties of the session's type, see [`PortProperties`](super::handshake::PortProperties).
    #[must_use]
    pub fn properties(&self) -> &serde_json::Value {
        &self.properties
    }

    /// What the agent wants the user to read; often empty.
    #[must_use]
    pub fn customer_message(&self) -> &str {
        &self.customer_message
    }

    /// Whether payloads are sealed.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        #[cfg(feature = "kms")]
        return self.sealing.is_some();
        #[cfg(not(feature = "kms"))]
        return false;
    }

    /// What the service said when it ended the session.
    #[must_use]
    pub fn closed(&self) -> Option<&ChannelClosed> {
        self.closed.as_ref()
    }

    /// Whether [`send`](Self::send) takes something now.
    #[must_use]
    pub fn can_send(&self) -> bool {
        self.is_open() && self.reliability.can_send()
    }

    /// How many messages are under way. See [`Reliability::under_way`].
    #[must_use]
    pub fn under_way(&self) -> usize {
        self.reliability.under_way()
    }

    /// The present estimate of a round trip.
    #[must_use]
    pub fn round_trip(&self) -> Duration {
        self.reliability.round_trip()
    }

    /// Takes a frame from the socket. What it brought in order comes out by
    /// [`next_content`](Self::next_content).
    ///
    /// # Errors
    ///
    /// [`ReliabilityError::Corrupt`](super::ReliabilityError::Corrupt).
    pub fn receive(&mut self, now: Instant, frame: Bytes) -> Result<Option<Notice>, EngineError> {
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
    ) -> Result<Option<Notice>, EngineError> {
        let was_paused = self.reliability.is_paused();
        let received = self.reliability.receive_decoded(now, decoded)?;
        let resumed = was_paused && !self.reliability.is_paused();
        Ok(match received {
            Received::Data | Received::Acknowledge => resumed.then_some(Notice::Started),
            Received::Rejected(rejection) => Some(Notice::Rejected(rejection)),
            Received::Control(message) => Some(match message.message_type {
                MessageType::PausePublication => Notice::Paused,
                MessageType::StartPublication => Notice::Started,
                MessageType::ChannelClosed => {
                    // An end is an end, also if its reason cannot be read.
                    self.closed = Some(ChannelClosed::from_json(&message.payload).unwrap_or_default());
                    Notice::Closed
                }
                other => Notice::Unknown(other),
            }),
        })
    }

    /// The next thing that the agent sent. To take it makes room for others, so it is taken when somebody has
    /// use for it. The handshake is done on the way, and gives nothing.
    ///
    /// # Errors
    ///
    /// A handshake that fails, a payload that cannot be opened.
    pub fn next_content(&mut self, now: Instant) -> Result<Option<Content>, EngineError> {
        while !self.awaits_key() {
            let Some(message) = self.reliability.next_message() else { break };
            if handshaking::is_of_handshake(message.payload_type) {
                self.shake_hands(now, message.payload_type, &message.payload)?;
                continue;
            }
            match self.phase {
                Phase::Open => self.is_guess = false,
                Phase::Begun => self.phase = Phase::Open,
                Phase::AwaitingKey(_) | Phase::Answered => return Err(HandshakeError::EarlyData.into()),
            }
            let payload = self.opened(message.payload_type, message.payload)?;
            return Ok(Some(Content::of(message.payload_type, payload)));
        }
        Ok(None)
    }

    /// Whether [`next_content`](Self::next_content) has something to look at.
    #[must_use]
    pub fn has_message(&self) -> bool {
        !self.awaits_key() && self.reliability.has_message()
    }

    /// Whether something came after a message that has not: it can still be on its way, or lost for ever when
    /// the session ended.
    #[must_use]
    pub fn is_missing_data(&self) -> bool {
        self.reliability.is_missing_messages()
    }

    #[cfg(feature = "kms")]
    fn opened(&self, payload_type: PayloadType, payload: Bytes) -> Result<Bytes, EngineError> {
        match &self.sealing {
            Some(sealing) if payload_type.is_sealed() => Ok(sealing.open(&payload)?),
            _ => Ok(payload),
        }
    }

    #[cfg(not(feature = "kms"))]
    #[allow(clippy::unnecessary_wraps, reason = "with the feature kms, it can fail")]
    fn opened(&self, _: PayloadType, payload: Bytes) -> Result<Bytes, EngineError> {
        Ok(payload)
    }

    /// Sends a payload of at most 1 MiB; peers send 1 KiB. It is sealed if the session is encrypted.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotOpen`] before the session is open, and those of [`Reliability::send`].
    pub fn send(
        &mut self,
        now: Instant,
        payload_type: PayloadType,
        payload: Bytes,
    ) -> Result<(), EngineError> {
        if !self.is_open() {
            return Err(EngineError::NotOpen);
        }
        #[cfg(feature = "kms")]
        let payload = match &self.sealing {
            // From the client only what is typed is sealed.
            Some(sealing) if payload_type == PayloadType::Output => sealing.seal(&payload)?,
            _ => payload,
        };
        self.reliability.send(now, payload_type, payload)?;
        Ok(())
    }

    /// Tells the agent the terminal's size.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send).
    pub fn resize(&mut self, now: Instant, size: TerminalSize) -> Result<(), EngineError> {
        self.send(now, PayloadType::Size, size.to_json())
    }

    /// See [`Reliability::next_frame`].
    pub fn next_frame(&mut self, now: Instant) -> Option<Bytes> {
        self.reliability.next_frame(now)
    }

    /// See [`Reliability::next_outgoing`].
    pub fn next_outgoing(&mut self, now: Instant) -> Option<ClientMessage> {
        self.reliability.next_outgoing(now)
    }

    /// See [`Reliability::deadline`].
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.reliability.deadline()
    }

    /// See [`Reliability::tick`].
    ///
    /// # Errors
    ///
    /// [`ReliabilityError::Unanswered`](super::ReliabilityError::Unanswered).
    pub fn tick(&mut self, now: Instant) -> Result<(), EngineError> {
        Ok(self.reliability.tick(now)?)
    }

    /// See [`Reliability::reconnected`].
    pub fn reconnected(&mut self) {
        self.reliability.reconnected();
    }
}
