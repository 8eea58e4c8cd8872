//! How long to wait before sending again. The figures are those of the AWS SDKs' standard mode.

use std::time::Duration;

/// The longest wait that is reached by doubling.
const MAX_BACKOFF: Duration = Duration::from_secs(20);

/// The most that the service can add to a wait of ours.
const MAX_ADDED_BY_SERVICE: Duration = Duration::from_secs(5);

/// The wait before a retry, counted from 0: a random part, `fraction` of it from 0 to 1, of a time
/// that doubles with each retry. What the service asked for is the least, within a bound.
pub(super) fn before_retry(
    retry: u32,
    throttled: bool,
    fraction: f64,
    asked_by_service: Option<Duration>,
) -> Duration {
    let scale = Duration::from_millis(if throttled { 1000 } else { 50 });
    let longest = 1_u32.checked_shl(retry).and_then(|doubled| scale.checked_mul(doubled));
    let delay = longest.unwrap_or(MAX_BACKOFF).min(MAX_BACKOFF).mul_f64(fraction.clamp(0.0, 1.0));
    delay.max(asked_by_service.unwrap_or_default().min(delay + MAX_ADDED_BY_SERVICE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milliseconds(retry: u32, throttled: bool, fraction: f64, asked: Option<u64>) -> u128 {
        before_retry(retry, throttled, fraction, asked.map(Duration::from_millis)).as_millis()
    }

    #[test]
    fn the_longest_wait_doubles_up_to_twenty_seconds() {
        let waits =
            |throttled| [0, 1, 2, 8, 9, 31, 32, u32::MAX].map(|i| milliseconds(i, throttled, 1.0, None));
        assert_eq!(waits(false), [50, 100, 200, 12_800, 20_000, 20_000, 20_000, 20_000]);
        assert_eq!(waits(true), [1000, 2000, 4000, 20_000, 20_000, 20_000, 20_000, 20_000]);
    }

    #[test]
    fn the_wait_is_a_part_of_the_longest() {
        assert_eq!(milliseconds(1, true, 0.25, None), 500);
        assert_eq!(milliseconds(1, true, 0.0, None), 0);
    }

    #[test]
    fn what_the_service_asks_for_is_the_least_up_to_five_seconds_more() {
        assert_eq!(milliseconds(0, false, 0.5, Some(10)), 25);
        assert_eq!(milliseconds(0, false, 0.5, Some(1500)), 1500);
        assert_eq!(milliseconds(0, false, 0.5, Some(60_000)), 5025);
    }
}
