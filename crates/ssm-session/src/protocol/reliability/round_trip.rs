use std::time::Duration;

/// Both peers begin with this round trip, and the time-out that follows from it.
const INITIAL: Duration = Duration::from_millis(100);
const INITIAL_TIMEOUT: Duration = Duration::from_millis(200);
/// Below this nobody repeats: it is how often peers look.
const MIN_TIMEOUT: Duration = Duration::from_millis(100);
const MAX_TIMEOUT: Duration = Duration::from_secs(1);
const GRANULARITY: Duration = Duration::from_millis(10);

/// How long a message takes there and back, estimated as the plugin and the agent do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RoundTrip {
    smoothed: Duration,
    variation: Duration,
    timeout: Duration,
}

impl RoundTrip {
    pub(super) const fn new() -> Self {
        Self { smoothed: INITIAL, variation: Duration::ZERO, timeout: INITIAL_TIMEOUT }
    }

    /// Takes the time between the last sending of a message and its acknowledge into account.
    pub(super) fn measured(&mut self, sample: Duration) {
        // A minute says as much as a year, and the sums stay small.
        let sample = sample.min(Duration::from_secs(60));
        self.variation = self.variation * 3 / 4 + self.smoothed.abs_diff(sample) / 4;
        self.smoothed = self.smoothed * 7 / 8 + sample / 8;
        self.timeout = (self.smoothed + GRANULARITY.max(self.variation * 4)).min(MAX_TIMEOUT);
    }

    pub(super) fn smoothed(&self) -> Duration {
        self.smoothed
    }

    /// How long to wait for the acknowledge of a message that was sent this many times: each repeat doubles
    /// it, up to a second.
    pub(super) fn timeout(&self, times: u32) -> Duration {
        let doubled = self.timeout.max(MIN_TIMEOUT).saturating_mul(1 << times.saturating_sub(1).min(8));
        doubled.min(MAX_TIMEOUT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn milliseconds(number: u64) -> Duration {
        Duration::from_millis(number)
    }

    #[test]
    fn estimates_go_by_the_peers_formulas() {
        let mut round_trip = RoundTrip::new();
        assert_eq!(round_trip.timeout(1), milliseconds(200));
        round_trip.measured(milliseconds(180));
        // variation 0 * 3/4 + |100 - 180| / 4, round trip 100 * 7/8 + 180 / 8, time-out their sum with 4 * 20.
        assert_eq!(round_trip.variation, milliseconds(20));
        assert_eq!(round_trip.smoothed(), milliseconds(110));
        assert_eq!(round_trip.timeout(1), milliseconds(190));
    }

    #[test]
    fn a_timeout_stays_between_a_tenth_of_a_second_and_a_second() {
        let mut round_trip = RoundTrip::new();
        for _ in 0..200 {
            round_trip.measured(Duration::ZERO);
        }
        assert_eq!(round_trip.timeout(1), MIN_TIMEOUT);
        assert_eq!(round_trip.timeout(3), milliseconds(400));
        round_trip.measured(Duration::MAX);
        assert_eq!(round_trip.timeout(1), MAX_TIMEOUT);
        assert_eq!(round_trip.timeout(u32::MAX), MAX_TIMEOUT);
    }
}
