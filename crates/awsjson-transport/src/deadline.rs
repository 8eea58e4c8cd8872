//! When to give up.

use std::fmt;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

use crate::failure::{ErrorKind, Failure};

/// Longer than any program runs, and well within what every clock can express: thirty years.
const NEVER: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// When to give up, and which time-out says so.
#[derive(Clone, Copy)]
pub(crate) struct Deadline {
    at: Instant,
    limit: Duration,
    name: &'static str,
}

impl Deadline {
    /// The deadline of a whole call, which may have none.
    pub(crate) fn of_call(timeout: Option<Duration>) -> Self {
        let limit = timeout.unwrap_or(NEVER).min(NEVER);
        Self { at: Instant::now() + limit, limit, name: "call time-out" }
    }

    /// This deadline, or the one that begins now with a limit of its own if that comes sooner.
    pub(crate) fn or_sooner(self, limit: Duration, name: &'static str) -> Self {
        let at = Instant::now() + limit.min(NEVER);
        if self.at <= at { self } else { Self { at, limit, name } }
    }

    /// Runs a future until the deadline, and drops it then.
    pub(crate) async fn bound<F: Future>(self, future: F) -> Result<F::Output, Expired> {
        Timer { sleep: pin!(self.sleep()), deadline: self }.bound(pin!(future)).await
    }

    /// What a [`Timer`] waits by.
    pub(crate) fn sleep(self) -> Sleep {
        sleep_until(self.at)
    }

    /// How it reads once it has passed.
    pub(crate) fn expired(self) -> Expired {
        Expired { limit: self.limit, name: self.name }
    }
}

/// A deadline for one future after the other. The runtime is told of it by the first that has to wait, and
/// not again.
pub(crate) struct Timer<'a> {
    pub(crate) sleep: Pin<&'a mut Sleep>,
    pub(crate) deadline: Deadline,
}

impl Timer<'_> {
    /// Runs a future until the deadline. It is to be pinned, because a future that is handed to another one
    /// takes its size twice.
    pub(crate) async fn bound<F: Future + Unpin>(&mut self, mut future: F) -> Result<F::Output, Expired> {
        poll_fn(|context| match Pin::new(&mut future).poll(context) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending => self.sleep.as_mut().poll(context).map(|()| Err(self.deadline.expired())),
        })
        .await
    }
}

/// A time-out passed. Reads as "60s, the attempt time-out".
pub(crate) struct Expired {
    limit: Duration,
    name: &'static str,
}

impl Expired {
    /// A time-out that something else than a [`Deadline`] has watched.
    pub(crate) fn of(limit: Duration, name: &'static str) -> Self {
        Self { limit, name }
    }

    /// It passed without something.
    pub(crate) fn without(&self, missing: &str) -> Failure {
        Failure::new(ErrorKind::Timeout, format!("{missing} within {self}"))
    }
}

impl fmt::Display for Expired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}, the {}", self.limit, self.name)
    }
}
