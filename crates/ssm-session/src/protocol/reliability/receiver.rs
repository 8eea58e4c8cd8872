use std::collections::{BTreeSet, VecDeque};

use bytes::Bytes;
use uuid::Uuid;

use super::Limits;
use crate::protocol::{ClientMessage, PayloadType};

/// How many acknowledges wait for the socket. One that finds no room is not sent; the repeat of its
/// message asks again.
const MAX_ACKNOWLEDGES: usize = 16_384;

/// A message with data, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its place.
    pub sequence: u64,
    /// What the payload holds.
    pub payload_type: PayloadType,
    /// The payload, sealed if the session is encrypted.
    pub payload: Bytes,
}

/// What has come and was not taken.
#[derive(Debug)]
pub(super) struct Receiver {
    /// The messages from `next` on, in order, with gaps where one is missing.
    held: VecDeque<Option<Held>>,
    /// The one that is taken next.
    next: u64,
    held_bytes: usize,
    /// Of what was acknowledged and is held.
    acknowledged_bytes: usize,
    /// Those that are held and not acknowledged.
    withheld: BTreeSet<u64>,
    /// To be sent.
    acknowledges: VecDeque<(u64, Uuid)>,
    last_taken: Option<(u64, Uuid)>,
    window: u64,
    max_bytes: usize,
}

#[derive(Debug)]
struct Held {
    id: Uuid,
    payload_type: PayloadType,
    payload: Bytes,
    acknowledged: bool,
}

impl Receiver {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            held: VecDeque::new(),
            next: 0,
            held_bytes: 0,
            acknowledged_bytes: 0,
            withheld: BTreeSet::new(),
            acknowledges: VecDeque::new(),
            last_taken: None,
            window: limits.receive_window.max(1) as u64,
            max_bytes: limits.receive_bytes,
        }
    }

    pub(super) fn receive(&mut self, sequence: u64, message: ClientMessage) {
        let Some(ahead) = sequence.checked_sub(self.next) else {
            return self.acknowledge(sequence, message.id);
        };
        if ahead >= self.window {
            return self.show_life();
        }
        let index = usize::try_from(ahead).unwrap_or(usize::MAX);
        match self.held.get(index) {
            Some(Some(held)) if held.acknowledged => return self.acknowledge(sequence, held.id),
            Some(Some(_)) => return self.show_life(),
            _ => {}
        }
        // The one that is waited for always has room, or nothing would ever move.
        if ahead > 0 && self.held_bytes + message.payload.len() > self.max_bytes {
            return self.show_life();
        }
        if self.held.len() <= index {
            self.held.resize_with(index + 1, || None);
        }
        self.held_bytes += message.payload.len();
        let ClientMessage { id, payload_type, payload, .. } = message;
        self.held[index] = Some(Held { id, payload_type, payload, acknowledged: false });
        if !self.accept(sequence) {
            self.withheld.insert(sequence);
        }
    }

    /// Acknowledges a message that is held, unless that would invite more than there is room for. The one that
    /// is next is acknowledged in any case.
    fn accept(&mut self, sequence: u64) -> bool {
        let ahead = sequence.saturating_sub(self.next);
        let index = usize::try_from(ahead).unwrap_or(usize::MAX);
        let Some(Some(held)) = self.held.get_mut(index) else { return true };
        let bytes = self.acknowledged_bytes + held.payload.len();
        if ahead > 0 && (ahead >= self.window / 5 * 4 || bytes > self.max_bytes / 5 * 4) {
            return false;
        }
        held.acknowledged = true;
        self.acknowledged_bytes = bytes;
        let id = held.id;
        self.acknowledge(sequence, id);
        true
    }

    fn acknowledge(&mut self, sequence: u64, id: Uuid) {
        if self.acknowledges.len() < MAX_ACKNOWLEDGES {
            self.acknowledges.push_back((sequence, id));
        }
    }

    /// Says something that the other end knows, so that it knows that somebody is there.
    fn show_life(&mut self) {
        if let Some(last) = self.last_taken.filter(|last| self.acknowledges.back() != Some(last)) {
            self.acknowledge(last.0, last.1);
        }
    }

    pub(super) fn next_acknowledge(&mut self) -> Option<(u64, Uuid)> {
        self.acknowledges.pop_front()
    }

    pub(super) fn is_ready(&self) -> bool {
        matches!(self.held.front(), Some(Some(_)))
    }

    pub(super) fn has_gap(&self) -> bool {
        self.held.iter().any(Option::is_none)
    }

    pub(super) fn take(&mut self) -> Option<Message> {
        if !self.is_ready() {
            return None;
        }
        let held = self.held.pop_front()??;
        let sequence = self.next;
        self.next += 1;
        self.held_bytes -= held.payload.len();
        self.acknowledged_bytes -= held.payload.len();
        self.last_taken = Some((sequence, held.id));
        self.accept_withheld();
        Some(Message { sequence, payload_type: held.payload_type, payload: held.payload })
    }

    fn accept_withheld(&mut self) {
        while let Some(&sequence) = self.withheld.first() {
            if !self.accept(sequence) {
                break;
            }
            self.withheld.pop_first();
        }
    }
}
