//! A session's data channel: the protocol with a socket, a clock and the service's calls around it.
//!
//! - [`access`]: the URL and the token; [`socket`]: opening a socket with them.
//! - [`state`]: what the driver and the users of a session share.
//! - [`driver`]: the task that keeps a socket open and moves frames; [`traffic`]: what it does with one socket.

mod access;
mod bytes;
mod driver;
mod socket;
pub(crate) mod state;
mod traffic;
mod waits;

use std::sync::Arc;
use std::time::Instant;

use ssm_client::Client;
use tokio::sync::watch;

pub(crate) use access::{Access, StreamUrl, Token};
pub(crate) use driver::Driver;
use state::{Closing, Ending, Shared};

use crate::SessionError;
use crate::event::{Events, Telling};
#[cfg(feature = "kms")]
use crate::kms::DataKeys;
use crate::protocol::Version;
use crate::protocol::reliability::Limits;

/// The runtime's time, which tests let pass as they like.
pub(crate) fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}

/// What a session is begun with.
#[derive(Clone)]
pub(crate) struct Plan {
    pub(crate) client: Client,
    /// What StartSession was told, for the encryption context.
    #[cfg(feature = "kms")]
    pub(crate) target: String,
    pub(crate) session_id: String,
    pub(crate) access: Access,
    pub(crate) options: Options,
    pub(crate) telling: Telling,
    #[cfg(feature = "kms")]
    pub(crate) keys: Option<Arc<dyn DataKeys>>,
}

/// How a session behaves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    pub(crate) version: Version,
    pub(crate) limits: Limits,
    /// How many bytes a message carries, unless the agent decides.
    pub(crate) payload_bytes: Option<usize>,
    /// What happens when the last user of the session is dropped.
    pub(crate) dropped: Closing,
    /// Whether the agent always wants a handshake for what is begun.
    pub(crate) handshake: bool,
}

/// How far a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    Opening,
    Ready,
    Over,
}

/// A session that is open. Its end begins when the last clone is dropped.
#[derive(Clone, Debug)]
pub struct Channel(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    shared: Shared,
    session_id: String,
    telling: Telling,
    progress: watch::Receiver<Progress>,
    dropped: Closing,
}

impl Channel {
    /// Begins a session, and waits until data can flow. Dropping the future ends the session.
    pub(crate) async fn open(plan: Plan) -> Result<Self, SessionError> {
        let (telling, session_id, dropped) =
            (plan.telling.clone(), plan.session_id.clone(), plan.options.dropped);
        let (driver, shared, progress) = Driver::new(plan);
        tokio::spawn(driver.drive());
        let channel = Self(Arc::new(Inner { shared, session_id, telling, progress, dropped }));
        let mut progress = channel.0.progress.clone();
        let reached = progress.wait_for(|progress| *progress != Progress::Opening).await;
        match reached.map_or(Progress::Over, |progress| *progress) {
            Progress::Ready => Ok(channel),
            Progress::Opening | Progress::Over => Err(match channel.ending() {
                Some(Ending::Failed(error)) => error,
                Some(Ending::Closed(said)) => SessionError::EndedEarly(said),
                None => SessionError::EndedEarly(String::new()),
            }),
        }
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.0.shared
    }

    pub(crate) fn session_id(&self) -> &str {
        &self.0.session_id
    }

    pub(crate) fn events(&self) -> Events {
        self.0.telling.listen()
    }

    fn ending(&self) -> Option<Ending> {
        self.0.shared.lock().ending.clone()
    }

    /// Waits until the session is over, and says how that came.
    pub(crate) async fn ended(&self) -> Result<String, SessionError> {
        let mut progress = self.0.progress.clone();
        // An error means that the driver is gone, which is an end as well.
        let _ = progress.wait_for(|progress| *progress == Progress::Over).await;
        match self.ending() {
            Some(Ending::Closed(said)) => Ok(said),
            Some(Ending::Failed(error)) => Err(error),
            None => Err(SessionError::Over("its runtime was shut down".to_owned())),
        }
    }

    /// Ends the session, and waits for it.
    pub(crate) async fn terminate(&self) -> Result<(), SessionError> {
        self.close(Closing::Terminate);
        self.ended().await.map(drop)
    }

    fn close(&self, closing: Closing) {
        self.0.close(closing);
    }
}

impl Inner {
    fn close(&self, closing: Closing) {
        let mut state = self.shared.lock();
        state.closing.get_or_insert(closing);
        state.wakers.wake_driver();
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.close(self.dropped);
    }
}
