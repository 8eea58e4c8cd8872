//! Time and chance as the system gives them.

use std::pin::Pin;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::{Random, Time};
use crate::random_uuid::random_u64;

/// The system's clocks, by way of the runtime, whose time a test may pause.
#[derive(Default)]
pub(super) struct System {
    first_asked: OnceLock<Instant>,
}

impl Time for System {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        let now = Instant::now();
        now.saturating_duration_since(*self.first_asked.get_or_init(|| now))
    }

    fn wait(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(duration))
    }
}

pub(super) struct SystemRandom;

impl Random for SystemRandom {
    /// The 53 bits that a fraction can hold.
    #[allow(clippy::cast_precision_loss, reason = "both are exact")]
    fn fraction(&self) -> f64 {
        (random_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_spread_evenly() {
        let mut tenths = [0_u32; 10];
        for _ in 0..10_000 {
            tenths[(SystemRandom.fraction() * 10.0) as usize] += 1;
        }
        assert!(tenths.iter().all(|&count| (800..1200).contains(&count)), "{tenths:?}");
    }
}
