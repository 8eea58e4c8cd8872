use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

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
        tokio::time::timeout_at(self.at, future).await.map_err(|_| self.expired())
    }

    /// How it reads once it has passed.
    pub(crate) fn expired(self) -> Expired {
        Expired { limit: self.limit, name: self.name }
    }
}

/// A time-out passed. Reads as "60s, the attempt time-out".
pub(crate) struct Expired {
    pub(super) limit: Duration,
    pub(super) name: &'static str,
}

impl fmt::Display for Expired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}, the {}", self.limit, self.name)
    }
}
