//! The two directions of a data channel, as a session has them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use ssm_session::protocol::PayloadType;
use ssm_session::protocol::reliability::{Message, PAYLOAD_BYTES};
use tokio::sync::{mpsc, oneshot};

use crate::sessions::handshake::Keys;

/// The most bytes that a message carries because the client's do, without an agreement.
const MOST_PAYLOAD_BYTES: usize = 32 * 1024;

/// Both directions of a data channel, as a session has them.
pub(in crate::sessions) struct DataChannel {
    pub(in crate::sessions) sender: Sender,
    pub(in crate::sessions) receiver: Receiver,
}

/// To the client.
#[derive(Clone)]
pub(in crate::sessions) struct Sender {
    pub(super) to_send: mpsc::Sender<ToSend>,
    pub(super) payload_bytes: Arc<AtomicUsize>,
    pub(in crate::sessions) keys: Keys,
}

/// From the client.
pub(in crate::sessions) struct Receiver {
    pub(super) received: mpsc::Receiver<Message>,
    pub(super) payload_bytes: Arc<AtomicUsize>,
    pub(in crate::sessions) keys: Keys,
}

/// What a session has to send.
pub(super) enum ToSend {
    Payload(PayloadType, Bytes),
    /// To the service itself.
    State(Bytes),
    /// To be answered when nothing of what was sent before is under way.
    Flush(oneshot::Sender<()>),
}

/// The channel is closed; why knows who drives it.
#[derive(Debug)]
pub(in crate::sessions) struct Closed;

impl Sender {
    /// Sends a payload to the client, in as many messages as it takes; waits as long as there is too much under
    /// way.
    pub(in crate::sessions) async fn send(
        &self,
        payload_type: PayloadType,
        mut payload: Bytes,
    ) -> Result<(), Closed> {
        while !payload.is_empty() {
            let piece = payload.split_to(payload.len().min(self.payload_bytes()));
            let piece = self.keys.seal(payload_type, piece).ok_or(Closed)?;
            self.to_send.send(ToSend::Payload(payload_type, piece)).await.map_err(|_| Closed)?;
        }
        Ok(())
    }

    /// How many bytes a message carries: as agreed, or as many as those of the client, who can be expected to take
    /// what it sends.
    pub(in crate::sessions) fn payload_bytes(&self) -> usize {
        self.payload_bytes.load(Ordering::Relaxed)
    }

    /// Sets how many bytes a message carries, as it was agreed on with the client.
    pub(in crate::sessions) fn set_payload_bytes(&self, bytes: usize) {
        self.payload_bytes.store(bytes.max(PAYLOAD_BYTES), Ordering::Relaxed);
    }

    /// Returns when there is room for a message, so that what is sent then need not wait.
    pub(in crate::sessions) async fn reserve(&self) -> Result<Permit<'_>, Closed> {
        let permit = self.to_send.reserve().await.map_err(|_| Closed)?;
        Ok(Permit { permit, keys: &self.keys })
    }

    /// Tells the service how the session is.
    pub(in crate::sessions) async fn state(&self, state: Bytes) -> Result<(), Closed> {
        self.to_send.send(ToSend::State(state)).await.map_err(|_| Closed)
    }

    /// Returns when the client has acknowledged all that was sent.
    pub(in crate::sessions) async fn flush(&self) -> Result<(), Closed> {
        let (flushed, is_flushed) = oneshot::channel();
        self.to_send.send(ToSend::Flush(flushed)).await.map_err(|_| Closed)?;
        is_flushed.await.map_err(|_| Closed)
    }
}

/// Room for one message.
pub(in crate::sessions) struct Permit<'a> {
    permit: mpsc::Permit<'a, ToSend>,
    keys: &'a Keys,
}

impl Permit<'_> {
    /// Sends a payload of at most [`payload_bytes`](Sender::payload_bytes).
    pub(in crate::sessions) fn send(self, payload_type: PayloadType, payload: Bytes) -> Result<(), Closed> {
        let payload = self.keys.seal(payload_type, payload).ok_or(Closed)?;
        self.permit.send(ToSend::Payload(payload_type, payload));
        Ok(())
    }
}

impl Receiver {
    /// The next payload of the client. One that cannot be opened with the session's keys ends the channel.
    pub(in crate::sessions) async fn receive(&mut self) -> Option<(PayloadType, Bytes)> {
        let message = self.received.recv().await?;
        let payload = self.keys.open(message.payload_type, message.payload)?;
        self.payload_bytes.fetch_max(payload.len().min(MOST_PAYLOAD_BYTES), Ordering::Relaxed);
        Some((message.payload_type, payload))
    }
}
