//! How far this machine's clock is from the service's.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// From here on a difference counts: signatures are valid for five minutes, and a little less is
/// already at risk.
const TOLERANCE: Duration = Duration::from_secs(4 * 60);

/// What to add to this machine's time to get the service's, in milliseconds. Learnt when the service
/// refuses a signature, and kept for all later calls.
#[derive(Default)]
pub(super) struct ClockOffset(AtomicI64);

impl ClockOffset {
    /// The service's time, as far as is known.
    pub(super) fn apply(&self, now: SystemTime) -> SystemTime {
        let offset = self.milliseconds();
        let distance = Duration::from_millis(offset.unsigned_abs());
        let moved = if offset < 0 { now.checked_sub(distance) } else { now.checked_add(distance) };
        moved.unwrap_or(now)
    }

    /// How far the service's clock is ahead of this machine's, in milliseconds; negative if behind.
    pub(super) fn milliseconds(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Takes the service's time over if it is far from the one that was signed with. Returns whether
    /// it was.
    pub(super) fn learn(&self, signed_at: SystemTime, now: SystemTime, of_service: SystemTime) -> bool {
        if distance(signed_at, of_service) <= TOLERANCE {
            return false;
        }
        let Ok(milliseconds) = i64::try_from(distance(now, of_service).as_millis()) else {
            return false;
        };
        let offset = if of_service < now { -milliseconds } else { milliseconds };
        self.0.store(offset, Ordering::Relaxed);
        true
    }
}

fn distance(one: SystemTime, other: SystemTime) -> Duration {
    one.duration_since(other).unwrap_or_else(|error| error.duration())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_far_clock_is_taken_over_in_either_direction_and_back_again() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let hour = Duration::from_secs(3600);
        let offset = ClockOffset::default();
        for of_service in [now + hour, now - hour, now] {
            assert!(offset.learn(offset.apply(now), now, of_service));
            assert_eq!(offset.apply(now), of_service);
            assert!(!offset.learn(offset.apply(now), now, of_service));
        }
    }

    #[test]
    fn a_difference_of_up_to_four_minutes_is_none() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let offset = ClockOffset::default();
        assert!(!offset.learn(now, now, now + Duration::from_secs(240)));
        assert!(!offset.learn(now, now, now - Duration::from_secs(240)));
        assert_eq!(offset.apply(now), now);
        assert!(offset.learn(now, now, now + Duration::from_secs(241)));
    }
}
