use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::round_trip::RoundTrip;
use super::{Limits, ReliabilityError};
use crate::protocol::{ClientMessage, HEADER_BYTES};

/// How many lost messages are sent again at once.
const MAX_BURST: usize = 64;

/// What is under way.
#[derive(Debug)]
pub(super) struct Sender {
    /// The messages from `oldest` on, in order.
    messages: VecDeque<Underway>,
    oldest: u64,
    /// Of the frames of `messages`.
    bytes: usize,
    /// How many of `messages`, from the front, were sent at least once.
    sent: usize,
    /// Those to be sent again.
    repeats: VecDeque<u64>,
    /// One more than the highest that was acknowledged.
    acknowledged: u64,
    round_trip: RoundTrip,
    /// When an acknowledge came last, or waiting for one began.
    heard: Instant,
    window: usize,
    max_bytes: usize,
    patience: Duration,
}

#[derive(Debug)]
struct Underway {
    /// Nothing once it is acknowledged.
    message: Option<ClientMessage>,
    sent_at: Instant,
    times: u32,
    /// Whether it is among the repeats.
    repeated: bool,
}

impl Sender {
    pub(super) fn new(limits: &Limits, now: Instant) -> Self {
        Self {
            messages: VecDeque::new(),
            oldest: 0,
            bytes: 0,
            sent: 0,
            repeats: VecDeque::new(),
            acknowledged: 0,
            round_trip: RoundTrip::new(),
            heard: now,
            window: limits.send_window.max(1),
            max_bytes: limits.send_bytes,
            patience: limits.patience,
        }
    }

    pub(super) fn has_room(&self) -> bool {
        self.messages.is_empty() || (self.messages.len() < self.window && self.bytes < self.max_bytes)
    }

    pub(super) fn under_way(&self) -> usize {
        self.messages.len()
    }

    pub(super) fn next_sequence(&self) -> u64 {
        self.oldest + self.messages.len() as u64
    }

    pub(super) fn round_trip(&self) -> Duration {
        self.round_trip.smoothed()
    }

    pub(super) fn push(&mut self, now: Instant, message: ClientMessage) {
        if self.messages.is_empty() {
            self.heard = now;
        }
        self.bytes += frame_bytes(&message);
        let underway = Underway { message: Some(message), sent_at: now, times: 0, repeated: false };
        self.messages.push_back(underway);
    }

    fn get_mut(&mut self, sequence: u64) -> Option<&mut Underway> {
        let index = usize::try_from(sequence.checked_sub(self.oldest)?).ok()?;
        self.messages.get_mut(index)
    }

    pub(super) fn next_outgoing(&mut self, now: Instant) -> Option<ClientMessage> {
        while let Some(sequence) = self.repeats.pop_front() {
            let Some(underway) = self.get_mut(sequence) else { continue };
            underway.repeated = false;
            if let Some(message) = underway.send(now) {
                return Some(message);
            }
        }
        while let Some(underway) = self.messages.get_mut(self.sent) {
            self.sent += 1;
            if let Some(message) = underway.send(now) {
                return Some(message);
            }
        }
        None
    }

    pub(super) fn acknowledged(&mut self, now: Instant, sequence: i64) {
        self.heard = now;
        let Ok(sequence) = u64::try_from(sequence) else { return };
        let Some(underway) = self.get_mut(sequence).filter(|underway| underway.times > 0) else { return };
        let Some(message) = underway.message.take() else { return };
        let sample = now.saturating_duration_since(underway.sent_at);
        self.bytes -= frame_bytes(&message);
        self.round_trip.measured(sample);
        self.acknowledged = self.acknowledged.max(sequence + 1);
        while self.messages.front().is_some_and(|underway| underway.message.is_none()) {
            self.messages.pop_front();
            self.oldest += 1;
            self.sent = self.sent.saturating_sub(1);
        }
    }

    pub(super) fn deadline(&self) -> Option<Instant> {
        let oldest = self.messages.front()?;
        let end = self.heard.checked_add(self.patience);
        if self.sent == 0 || oldest.repeated {
            // It waits for the socket, not for its acknowledge.
            return end;
        }
        let repeat = oldest.sent_at + self.round_trip.timeout(oldest.times);
        Some(end.map_or(repeat, |end| end.min(repeat)))
    }

    pub(super) fn tick(&mut self, now: Instant) -> Result<(), ReliabilityError> {
        let Some(oldest) = self.messages.front() else { return Ok(()) };
        let waited = now.saturating_duration_since(self.heard);
        if waited >= self.patience {
            return Err(ReliabilityError::Unanswered { sequence: self.oldest, times: oldest.times, waited });
        }
        // What was sent before something that has arrived is probably lost. Of the rest, only the oldest is
        // repeated: the other end may just have no room.
        let before = usize::try_from(self.acknowledged.saturating_sub(self.oldest)).unwrap_or(usize::MAX);
        let candidates = self.sent.min(before.max(1));
        let mut burst = MAX_BURST;
        for index in 0..candidates {
            let Some(underway) = self.messages.get_mut(index).filter(|_| burst > 0) else { break };
            let due = underway.sent_at + self.round_trip.timeout(underway.times);
            if underway.message.is_some() && !underway.repeated && underway.times > 0 && due <= now {
                underway.repeated = true;
                self.repeats.push_back(self.oldest + index as u64);
                burst -= 1;
            }
        }
        Ok(())
    }

    pub(super) fn resend_all(&mut self) {
        self.repeats.clear();
        for underway in &mut self.messages {
            underway.repeated = false;
        }
        self.sent = 0;
    }
}

impl Underway {
    fn send(&mut self, now: Instant) -> Option<ClientMessage> {
        let message = self.message.clone()?;
        self.sent_at = now;
        self.times = self.times.saturating_add(1);
        Some(message)
    }
}

fn frame_bytes(message: &ClientMessage) -> usize {
    HEADER_BYTES + message.payload.len()
}
