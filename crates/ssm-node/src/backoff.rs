//! How long to wait after failures.

use std::time::Duration;

/// Waits that double from failure to failure, up to a longest one.
pub(crate) struct Backoff {
    first: Duration,
    longest: Duration,
    failures: u32,
}

impl Backoff {
    pub(crate) fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, failures: 0 }
    }

    /// Something succeeded: the next failure is a first one.
    pub(crate) fn reset(&mut self) {
        self.failures = 0;
    }

    /// How long to wait after one more failure: between half of it and all of it, so that nodes that lost
    /// the same endpoint do not come back at the same moment.
    pub(crate) fn next(&mut self) -> Duration {
        let whole = self.whole();
        self.failures = self.failures.saturating_add(1);
        whole.mul_f64(0.5 + fastrand::f64() / 2.0)
    }

    fn whole(&self) -> Duration {
        let factor = 1u32.checked_shl(self.failures).unwrap_or(u32::MAX);
        self.first.saturating_mul(factor).min(self.longest)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Backoff;

    #[test]
    fn waits_double_up_to_the_longest_and_begin_anew_after_a_success() {
        let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(30));
        let mut wholes = Vec::new();
        for _ in 0..7 {
            let whole = backoff.whole();
            let wait = backoff.next();
            assert!(whole / 2 <= wait && wait <= whole, "{wait:?} of {whole:?}");
            wholes.push(whole.as_secs());
        }
        assert_eq!(wholes, [1, 2, 4, 8, 16, 30, 30]);
        let sum: Duration = (0..100).map(|_| backoff.next()).sum();
        assert!(sum >= Duration::from_secs(15) * 100);
        assert_eq!(backoff.whole(), Duration::from_secs(30));
        backoff.reset();
        assert_eq!(backoff.whole(), Duration::from_secs(1));
    }
}
