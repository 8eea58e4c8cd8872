//! What happens on a session besides its data.

use std::time::Duration;

use tokio::sync::broadcast;

use crate::SessionError;
use crate::protocol::Version;

/// How many events wait for a reader. Who is slower misses the oldest.
const CAPACITY: usize = 64;

/// Something that happened on a session. Nothing in it is secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event {
    /// StartSession has answered.
    Started {
        /// The session's id.
        session_id: String,
    },
    /// The data channel is open; the agent may still want a handshake.
    Connected,
    /// Data can flow.
    Ready {
        /// The agent's version, if it said so.
        agent_version: Option<Version>,
        /// What the agent wants the user to read; often empty.
        customer_message: String,
        /// Whether payloads are sealed with a key of KMS.
        encrypted: bool,
    },
    /// The service says that the node is away for a while. What is sent waits.
    Paused,
    /// The node is back.
    Resumed,
    /// The socket was lost. Nothing of the session is, if another one comes about.
    Lost {
        /// Why.
        reason: SessionError,
    },
    /// The next attempt to open a socket begins after this wait.
    Reconnecting {
        /// Counted from 1.
        attempt: u32,
        /// How long it waits.
        wait: Duration,
    },
    /// A new socket stands in for the lost one.
    Reconnected,
    /// A frame was passed over, because it was damaged or of no known type. What matters is sent again.
    PassedOver {
        /// Why.
        reason: String,
    },
    /// The node could not connect to where a port forward leads.
    ConnectionRefused,
    /// The session is over.
    Ended {
        /// How; none if it is as it should be.
        error: Option<SessionError>,
    },
}

/// The events of a session, from when this was asked for.
#[derive(Debug)]
pub struct Events(broadcast::Receiver<Event>);

impl Events {
    /// The next event; none once the session is gone. Of those that nobody read in time the oldest are
    /// left out.
    pub async fn next(&mut self) -> Option<Event> {
        loop {
            match self.0.recv().await {
                Ok(event) => return Some(event),
                Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }
}

/// Where events are told.
#[derive(Clone, Debug)]
pub(crate) struct Telling(broadcast::Sender<Event>);

impl Telling {
    pub(crate) fn new() -> Self {
        Self(broadcast::Sender::new(CAPACITY))
    }

    pub(crate) fn tell(&self, event: Event) {
        // Nobody has to listen.
        let _ = self.0.send(event);
    }

    pub(crate) fn listen(&self) -> Events {
        Events(self.0.subscribe())
    }
}
