//! What time it is.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use time::OffsetDateTime;
use tokio::sync::Notify;

/// The time of an endpoint: that of the system, or one that a test moves.
///
/// Clones are the same clock. All that an endpoint does by the time of day follows it: dates of
/// changes, expirations, schedules, time-outs of deliveries, nodes that are no longer heard of.
#[derive(Clone, Default)]
pub struct Clock(Option<Arc<Manual>>);

struct Manual {
    now: Mutex<OffsetDateTime>,
    moved: Notify,
}

impl Clock {
    /// The clock of the system.
    #[must_use]
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands still at this time until it is moved.
    #[must_use]
    pub fn manual(now: OffsetDateTime) -> Self {
        Self(Some(Arc::new(Manual { now: Mutex::new(now), moved: Notify::new() })))
    }

    /// The time, in whole milliseconds, as the service counts.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        let now = match &self.0 {
            None => OffsetDateTime::now_utc(),
            Some(manual) => *manual.now.lock().unwrap_or_else(PoisonError::into_inner),
        };
        now.truncate_to_millisecond()
    }

    /// Moves a manual clock forward. What is due by then happens at the endpoint without a call.
    /// The clock of the system is not moved, and the answer says so.
    pub fn advance(&self, by: Duration) -> bool {
        let Some(manual) = &self.0 else { return false };
        {
            let mut now = manual.now.lock().unwrap_or_else(PoisonError::into_inner);
            *now = now.checked_add(by.try_into().unwrap_or(time::Duration::MAX)).unwrap_or(*now);
        }
        manual.moved.notify_waiters();
        true
    }

    /// Returns when the clock was moved by hand or, of the system's, after this time.
    pub(crate) async fn moved_or(&self, after: Duration) {
        match &self.0 {
            None => tokio::time::sleep(after).await,
            Some(manual) => {
                // Whoever moves the clock between two waits is noticed after this time.
                let _ = tokio::time::timeout(after, manual.moved.notified()).await;
            }
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clock").field("manual", &self.0.is_some()).field("now", &self.now()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_when_told() {
        let start = OffsetDateTime::UNIX_EPOCH + Duration::from_millis(1500);
        let clock = Clock::manual(start);
        assert_eq!(clock.now(), start);
        assert!(clock.clone().advance(Duration::from_secs(60)));
        assert_eq!(clock.now(), start + Duration::from_secs(60));
        assert!(clock.advance(Duration::MAX), "and never panics");
        assert!(!Clock::system().advance(Duration::from_secs(1)));
    }
}
