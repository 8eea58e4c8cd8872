//! Session Manager: shells, commands and ports, opened by the service and used by whoever it lets in.
//!
//! 1. `control_channel` is connected with the gateway as long as the node runs, and so learns of sessions
//!    that begin and end.
//! 2. Each [`session`] opens a data channel of its own. `data_channel` keeps its messages in order, whatever
//!    becomes of its socket; `handshake` agrees with the client on what there is to agree on.
//! 3. Then the session is what its document says: [`terminal`], [`command`] or [`port`].
//! 4. How it ended is kept in `completions` until the service has taken notice.

#[cfg(unix)]
mod command;
mod completions;
mod control_channel;
mod data_channel;
mod gateway;
mod handshake;
#[cfg(feature = "kms")]
mod key_service;
mod message;
mod port;
#[cfg(unix)]
mod processes;
mod session;
mod socket;
#[cfg(unix)]
mod terminal;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::core::Core;
use completions::Completions;
use message::Task;
use session::Outcome;

pub(crate) use gateway::{Gateway, SSM_MESSAGES};
#[cfg(feature = "kms")]
pub use key_service::{Decrypted, KeyService, KeyServiceError};

/// The sessions that are open. Dropping it ends them where they are.
pub(crate) struct Sessions {
    core: Arc<Core>,
    gateway: Arc<Gateway>,
    at_a_time: usize,
    tasks: Mutex<JoinSet<()>>,
    /// How to stop each, by its id.
    stops: Arc<Mutex<HashMap<String, watch::Sender<bool>>>>,
    completions: Arc<Completions>,
}

impl Sessions {
    pub(crate) fn new(core: Arc<Core>, gateway: Arc<Gateway>, at_a_time: usize) -> Self {
        Self {
            core,
            gateway,
            at_a_time,
            tasks: Mutex::default(),
            stops: Arc::default(),
            completions: Arc::default(),
        }
    }

    /// Is told of sessions until dropped, unless there may be none.
    pub(crate) async fn run(&self) {
        if self.at_a_time > 0 {
            control_channel::run(self).await;
        }
    }

    /// Begins a session, unless it is one of which the node was told before.
    fn start(&self, task: Task) {
        let id = task.session_id.clone();
        let mut stops = lock(&self.stops);
        if stops.contains_key(&id) || self.completions.has(&id) {
            return;
        }
        if stops.len() >= self.at_a_time {
            let reason = format!("the node has {} sessions already, and no more are allowed", self.at_a_time);
            return self.completions.put(&id, Outcome::Failed { reason });
        }
        let (stop, stopping) = watch::channel(false);
        stops.insert(id.clone(), stop);
        drop(stops);
        let (core, gateway) = (self.core.clone(), self.gateway.clone());
        let (stops, completions) = (self.stops.clone(), self.completions.clone());
        let mut tasks = lock(&self.tasks);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(async move {
            let outcome = session::run(&core, &gateway, task, stopping).await;
            completions.put(&id, outcome);
            lock(&stops).remove(&id);
        });
    }

    /// Ends a session, if it is open.
    fn stop(&self, id: &str) {
        if let Some(stop) = lock(&self.stops).get(id) {
            stop.send_replace(true);
        }
    }

    /// Ends all sessions, and returns when nothing of them runs any more.
    pub(crate) async fn stop_all(&self) {
        lock(&self.stops).values().for_each(|stop| {
            stop.send_replace(true);
        });
        let mut tasks = std::mem::take(&mut *lock(&self.tasks));
        while tasks.join_next().await.is_some() {}
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
