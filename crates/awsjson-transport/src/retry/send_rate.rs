//! The client-side rate limit of adaptive mode.
//!
//! The algorithm and its figures are those of the AWS SDKs, so that their clients and this one share
//! a throttled service fairly. Nothing is limited until the service throttles for the first time.
//! Then requests take tokens from a bucket that fills at a certain rate, and the rate follows the
//! congestion control CUBIC: cut to 70 % at each throttling, then growing along a cubic curve that
//! is flat around the rate at which the service throttled last, and never above twice the rate that
//! was truly used.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Requests a second, however much the service throttles.
const MIN_RATE: f64 = 0.5;
/// What remains of the rate after a throttling.
const CUT: f64 = 0.7;
/// How steep the cubic curve is.
const STEEPNESS: f64 = 0.4;
/// How much the latest measurement counts in the measured rate.
const SMOOTHING: f64 = 0.8;
/// How many measurements a second.
const MEASUREMENTS: f64 = 2.0;

/// Gives each request its turn.
#[derive(Default)]
pub(super) struct SendRate(Mutex<State>);

/// Times are seconds on the transport's clock, rates are requests a second.
#[derive(Default)]
struct State {
    /// The limit, once the service has throttled.
    bucket: Option<Bucket>,
    measured_rate: f64,
    measured_at: f64,
    answers_since: f64,
    rate_at_throttling: f64,
    throttled_at: f64,
}

struct Bucket {
    rate: f64,
    /// Below zero when turns in the future are taken already.
    tokens: f64,
    filled_at: f64,
}

impl SendRate {
    /// Takes the next turn and says how long it is until then.
    pub(super) fn take_turn(&self, now: Duration) -> Duration {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(bucket) = &mut state.bucket else {
            return Duration::ZERO;
        };
        bucket.fill(now.as_secs_f64());
        bucket.tokens -= 1.0;
        Duration::try_from_secs_f64(-bucket.tokens / bucket.rate).unwrap_or_default()
    }

    /// Gives back a turn that is not used.
    pub(super) fn return_turn(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = &mut state.bucket {
            bucket.tokens += 1.0;
        }
    }

    /// Adapts the rate to an answer of the service.
    pub(super) fn answered(&self, now: Duration, throttled: bool) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.answered(now.as_secs_f64(), throttled);
    }
}

impl State {
    fn answered(&mut self, now: f64, throttled: bool) {
        self.measure(now);
        let wanted = if throttled {
            let used = self.bucket.as_ref().map_or(f64::INFINITY, |bucket| bucket.rate);
            self.rate_at_throttling = self.measured_rate.min(used);
            self.throttled_at = now;
            self.rate_at_throttling * CUT
        } else {
            self.cubic(now)
        };
        let rate = wanted.min(2.0 * self.measured_rate).max(MIN_RATE);
        match &mut self.bucket {
            Some(bucket) => bucket.change_rate(now, rate),
            None if throttled => self.bucket = Some(Bucket { rate, tokens: 0.0, filled_at: now }),
            None => {}
        }
    }

    fn measure(&mut self, now: f64) {
        self.answers_since += 1.0;
        let period = (now * MEASUREMENTS).floor() / MEASUREMENTS;
        if period > self.measured_at {
            let latest = self.answers_since / (period - self.measured_at);
            self.measured_rate = latest * SMOOTHING + self.measured_rate * (1.0 - SMOOTHING);
            self.answers_since = 0.0;
            self.measured_at = period;
        }
    }

    /// Reaches the rate of the last throttling again at the end of `plateau` seconds.
    fn cubic(&self, now: f64) -> f64 {
        let plateau = (self.rate_at_throttling * (1.0 - CUT) / STEEPNESS).cbrt();
        STEEPNESS * (now - self.throttled_at - plateau).powi(3) + self.rate_at_throttling
    }
}

impl Bucket {
    /// It holds what comes in a second, and one request at least.
    fn fill(&mut self, now: f64) {
        let came = (now - self.filled_at).max(0.0) * self.rate;
        self.tokens = (self.tokens + came).min(self.rate.max(1.0));
        self.filled_at = now;
    }

    fn change_rate(&mut self, now: f64, rate: f64) {
        self.fill(now);
        self.rate = rate;
        self.tokens = self.tokens.min(rate.max(1.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends for some seconds as fast as the turns allow, to a service that takes `allowed` requests
    /// a second; returns how many were sent and how many of them throttled in the last half.
    fn run(send_rate: &SendRate, seconds: f64, allowed: f64) -> (f64, f64) {
        let (mut now, mut sent, mut throttled) = (0.0, 0.0, 0.0);
        let (mut second, mut taken) = (0.0, 0.0);
        while now < seconds {
            now += 0.001 + send_rate.take_turn(Duration::from_secs_f64(now)).as_secs_f64();
            if now >= second + 1.0 {
                (second, taken) = (now.floor(), 0.0);
            }
            taken += 1.0;
            let refused = taken > allowed;
            send_rate.answered(Duration::from_secs_f64(now), refused);
            if now > seconds / 2.0 {
                sent += 1.0;
                throttled += f64::from(u8::from(refused));
            }
        }
        (sent, throttled)
    }

    #[test]
    fn nothing_waits_until_the_service_throttles() {
        let send_rate = SendRate::default();
        let (sent, throttled) = run(&send_rate, 4.0, f64::INFINITY);
        assert_eq!(throttled, 0.0);
        assert!(sent > 1900.0, "{sent}");
    }

    #[test]
    fn the_rate_settles_near_what_the_service_takes() {
        for allowed in [5.0, 20.0, 100.0] {
            let (sent, throttled) = run(&SendRate::default(), 120.0, allowed);
            let rate = sent / 60.0;
            assert!(rate > 0.5 * allowed && rate < 1.5 * allowed, "{rate} of {allowed}");
            assert!(throttled < 0.2 * sent, "{throttled} of {sent} at {allowed}");
        }
    }

    #[test]
    fn a_turn_is_never_further_than_the_slowest_rate_makes_it() {
        let send_rate = SendRate::default();
        for second in 1..100 {
            send_rate.answered(Duration::from_secs(second), true);
        }
        let now = Duration::from_secs(100);
        send_rate.answered(now, true);
        send_rate.take_turn(now);
        let wait = send_rate.take_turn(now);
        assert!(wait <= Duration::from_secs(4), "{wait:?}");
        send_rate.return_turn();
        assert_eq!(send_rate.take_turn(now), wait);
    }
}
