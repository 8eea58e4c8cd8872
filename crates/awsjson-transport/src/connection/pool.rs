//! The connections that wait for their next request.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use http::Uri;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::channel::Channel;

/// How long a connection is kept without a call.
const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// How often it is looked whether connections have been idle for so long, or were closed by the other side.
const SWEEP_INTERVAL: Duration = Duration::from_secs(10);

/// The most connections that are kept without a call, which is how many calls are under way at most before each
/// needs a connection of its own again. One takes some 10 KB, and over TLS 40.
const MOST_IDLE: usize = 1024;

/// The connections of one transport that wait for their next request. The one that was used last is used
/// first, so that those that are too many grow old.
#[derive(Default)]
pub(super) struct Pool(Arc<Mutex<Idle>>);

#[derive(Default)]
struct Idle {
    /// The one that was used last is at the back.
    channels: VecDeque<(Instant, Box<Channel>)>,
    sweeper: Option<JoinHandle<()>>,
}

impl Pool {
    /// A connection to the host of a URI on which another request may go out.
    pub(super) fn take(&self, uri: &Uri) -> Option<Box<Channel>> {
        loop {
            let mut channel = self.take_any(uri)?;
            if channel.is_still_idle() {
                return Some(channel);
            }
        }
    }

    fn take_any(&self, uri: &Uri) -> Option<Box<Channel>> {
        let mut idle = lock(&self.0);
        let at = idle.channels.iter().rposition(|(_, channel)| channel.leads_to(uri))?;
        idle.channels.remove(at).map(|(_, channel)| channel)
    }

    /// Keeps a connection for another request, if one may follow. Must be called on a runtime.
    pub(super) fn give_back(&self, channel: Box<Channel>) {
        if !channel.is_idle() {
            return;
        }
        let mut idle = lock(&self.0);
        let oldest = if idle.channels.len() < MOST_IDLE { None } else { idle.channels.pop_front() };
        idle.channels.push_back((Instant::now(), channel));
        if idle.sweeper.as_ref().is_none_or(JoinHandle::is_finished) {
            idle.sweeper = Some(tokio::spawn(sweep_now_and_then(Arc::downgrade(&self.0))));
        }
        drop(idle);
        drop(oldest);
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        if let Some(sweeper) = &lock(&self.0).sweeper {
            sweeper.abort();
        }
    }
}

/// Runs while there are idle connections.
async fn sweep_now_and_then(pool: Weak<Mutex<Idle>>) {
    loop {
        tokio::time::sleep(SWEEP_INTERVAL).await;
        let Some(pool) = pool.upgrade() else { return };
        let mut idle = lock(&pool);
        idle.channels
            .retain_mut(|(since, channel)| since.elapsed() < IDLE_TIMEOUT && channel.is_still_idle());
        if idle.channels.is_empty() {
            idle.sweeper = None;
            return;
        }
    }
}

fn lock(idle: &Mutex<Idle>) -> MutexGuard<'_, Idle> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}
