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

#[cfg(test)]
mod tests {
    use tokio::io::{DuplexStream, duplex};

    use super::*;
    use crate::connection::stream::Stream;

    const HOST: &str = "http://one.example/";

    /// Keeps a new connection, and gives its other side.
    async fn keep_one(pool: &Pool, uri: &'static str) -> DuplexStream {
        let (io, other_side) = duplex(1024);
        let mut channel = Channel::new(Stream::new(Box::new(io)), &Uri::from_static(uri)).await.unwrap();
        assert!(channel.is_still_idle());
        pool.give_back(channel);
        other_side
    }

    fn kept(pool: &Pool) -> usize {
        lock(&pool.0).channels.len()
    }

    #[tokio::test]
    async fn a_connection_serves_its_own_scheme_host_and_port() {
        let pool = Pool::default();
        let _other_side = keep_one(&pool, HOST).await;
        for other in ["https://one.example/", "http://two.example/", "http://one.example:8080/"] {
            assert!(pool.take(&Uri::from_static(other)).is_none(), "{other}");
        }
        assert!(pool.take(&Uri::from_static("http://one.example/path")).is_some());
        assert!(pool.take(&Uri::from_static(HOST)).is_none(), "it was taken");
    }

    #[tokio::test]
    async fn a_connection_that_was_closed_is_not_used() {
        let pool = Pool::default();
        let open = keep_one(&pool, HOST).await;
        drop(keep_one(&pool, HOST).await);
        assert!(pool.take(&Uri::from_static(HOST)).is_some());
        assert_eq!(kept(&pool), 0);
        drop(open);
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_was_closed_is_let_go_before_it_is_old() {
        let pool = Pool::default();
        let _open = keep_one(&pool, HOST).await;
        drop(keep_one(&pool, HOST).await);
        tokio::time::sleep(2 * SWEEP_INTERVAL).await;
        assert_eq!(kept(&pool), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_nobody_needs_is_let_go_and_then_nothing_runs() {
        let pool = Pool::default();
        for _ in 0..2 {
            let _open = keep_one(&pool, HOST).await;
            tokio::time::sleep(IDLE_TIMEOUT - 2 * SWEEP_INTERVAL).await;
            assert_eq!(kept(&pool), 1);
            tokio::time::sleep(4 * SWEEP_INTERVAL).await;
            assert_eq!(kept(&pool), 0);
            assert!(lock(&pool.0).sweeper.is_none());
        }
    }

    #[tokio::test]
    async fn the_oldest_gives_way_when_there_are_too_many() {
        let pool = Pool::default();
        let oldest = keep_one(&pool, "http://oldest.example/").await;
        let mut others = Vec::new();
        for _ in 0..MOST_IDLE {
            others.push(keep_one(&pool, HOST).await);
        }
        assert_eq!(kept(&pool), MOST_IDLE);
        assert!(pool.take(&Uri::from_static("http://oldest.example/")).is_none());
        drop(oldest);
    }

    #[test]
    fn it_outlives_the_runtime_that_it_was_used_on() {
        let pool = Pool::default();
        for _ in 0..2 {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let _other_side = runtime.block_on(keep_one(&pool, HOST));
            assert!(lock(&pool.0).sweeper.as_ref().is_some_and(|sweeper| !sweeper.is_finished()));
            drop(runtime);
            assert!(lock(&pool.0).sweeper.as_ref().is_some_and(JoinHandle::is_finished));
        }
    }
}
