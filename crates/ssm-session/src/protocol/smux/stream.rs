use std::collections::VecDeque;

use bytes::{Buf, Bytes, BytesMut};

/// What reading a stream gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// These bytes.
    Data(Bytes),
    /// Nothing yet.
    Pending,
    /// Nothing any more.
    End,
}

/// One stream of a [`Mux`](super::Mux).
#[derive(Debug, Default)]
pub(super) struct Stream {
    /// Whether its beginning is still to be said.
    pub(super) unannounced: bool,
    pub(super) outgoing: BytesMut,
    pub(super) end: End,
    /// Whether it waits for its turn to send.
    pub(super) queued: bool,
    incoming: VecDeque<Bytes>,
    pub(super) incoming_bytes: usize,
    /// Whether the other end has no more to send.
    pub(super) ended: bool,
    /// Whether nobody here reads it any more.
    pub(super) abandoned: bool,
}

/// The end of what is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    #[default]
    Open,
    /// To be said once all is sent.
    Wanted,
    Said,
}

impl Stream {
    pub(super) fn begun_here() -> Self {
        Self { unannounced: true, ..Self::default() }
    }

    pub(super) fn has_output(&self) -> bool {
        self.unannounced || !self.outgoing.is_empty() || self.end == End::Wanted
    }

    pub(super) fn push(&mut self, data: Bytes) {
        self.incoming_bytes += data.len();
        self.incoming.push_back(data);
    }

    pub(super) fn read(&mut self, max: usize) -> Read {
        let Some(first) = self.incoming.front_mut() else {
            return if self.ended { Read::End } else { Read::Pending };
        };
        let data = if first.len() > max { first.split_to(max) } else { std::mem::take(first) };
        if !first.has_remaining() {
            self.incoming.pop_front();
        }
        self.incoming_bytes -= data.len();
        Read::Data(data)
    }

    /// Forgets what has come, and says how much that was.
    pub(super) fn abandon(&mut self) -> usize {
        self.abandoned = true;
        self.incoming.clear();
        std::mem::take(&mut self.incoming_bytes)
    }

    /// Whether nothing is left to be said or read.
    pub(super) fn is_over(&self) -> bool {
        self.end == End::Said && (self.abandoned || (self.ended && self.incoming.is_empty()))
    }
}
