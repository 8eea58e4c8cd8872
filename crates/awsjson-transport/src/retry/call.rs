//! The retries of one call.

use std::time::{Duration, SystemTime};

use super::Retries;
use super::budget::Cost;
use super::classification::{is_expired_credentials, may_be_clock_skew};
use super::delay;
use crate::failure::{ErrorKind, Failure, History};
use crate::observability;
use crate::response::Advice;
use crate::seams::Seams;
use crate::settings::RetryMode;

const NO_TIME: &str = "the call time-out leaves no time for another";

/// Counts the attempts of one call and decides after each whether there is another one.
pub(crate) struct CallRetries<'a> {
    shared: &'a Retries,
    seams: &'a Seams,
    max_attempts: u32,
    time_limit: Option<Duration>,
    begun_at: Duration,
    attempts: u32,
    /// When the last attempt was signed.
    signed_at: SystemTime,
    last_cost: Option<Cost>,
    clock_corrected: bool,
    credentials_renewed: bool,
    sent: bool,
    may_have_run: bool,
}

/// An attempt that failed, and what came with it.
pub(crate) struct FailedAttempt {
    pub(crate) failure: Failure,
    pub(crate) advice: Advice,
}

impl From<Failure> for FailedAttempt {
    fn from(failure: Failure) -> Self {
        Self { failure, advice: Advice::default() }
    }
}

impl<'a> CallRetries<'a> {
    pub(super) fn begin(
        shared: &'a Retries,
        seams: &'a Seams,
        max_attempts: u32,
        time_limit: Option<Duration>,
    ) -> Self {
        Self {
            shared,
            seams,
            max_attempts,
            time_limit,
            begun_at: seams.time.elapsed(),
            attempts: 0,
            signed_at: SystemTime::UNIX_EPOCH,
            last_cost: None,
            clock_corrected: false,
            credentials_renewed: false,
            sent: false,
            may_have_run: false,
        }
    }

    /// The number of the attempt that begins now, from 1.
    pub(crate) fn next_attempt(&mut self) -> u32 {
        self.attempts += 1;
        self.attempts
    }

    /// How many attempts there may be.
    pub(crate) fn max_attempts(&self) -> u32 {
        self.max_attempts
    }

    /// The time to sign the attempt for.
    pub(crate) fn signing_time(&mut self) -> SystemTime {
        self.signed_at = self.shared.signing_time(self.seams);
        self.signed_at
    }

    /// How long an attempt must wait for its turn, in adaptive mode.
    ///
    /// # Errors
    ///
    /// There is no turn within the call's time.
    pub(crate) fn turn(&self) -> Result<Duration, Failure> {
        if self.shared.mode != RetryMode::Adaptive {
            return Ok(Duration::ZERO);
        }
        let wait = self.shared.send_rate.take_turn(self.seams.time.elapsed());
        if self.has_time_for(wait) {
            return Ok(wait);
        }
        self.shared.send_rate.return_turn();
        let problem = format!(
            "the rate limit of adaptive retries has no turn for {wait:.1?}, and the call time-out leaves less"
        );
        Err(Failure::new(ErrorKind::Timeout, problem))
    }

    /// The call succeeded.
    pub(crate) fn succeeded(self) {
        self.adapt(false);
        self.shared.budget.earn(self.last_cost);
    }

    /// How long to wait before the next attempt, with the failure that this one was.
    ///
    /// # Errors
    ///
    /// The failure of the call, when there is no next attempt.
    pub(crate) fn failed(&mut self, attempt: FailedAttempt) -> Result<(Duration, Failure), Failure> {
        let FailedAttempt { failure, advice } = attempt;
        if matches!(failure.kind(), ErrorKind::Configuration | ErrorKind::InvalidRequest) {
            return Err(self.give_up_unsent(failure));
        }
        if failure.status().is_some() {
            self.adapt(failure.is_throttling());
        }
        match self.decide(&failure, &advice) {
            Ok(wait) => {
                self.sent |= failure.was_sent();
                self.may_have_run |= failure.may_have_run();
                Ok((wait, failure))
            }
            Err(ended_by) => Err(self.give_up(failure, ended_by)),
        }
    }

    /// The failure of the call, told with all that it went through.
    fn give_up(&self, failure: Failure, ended_by: Option<&'static str>) -> Failure {
        let time_spent = (self.attempts > 0).then(|| self.time_spent());
        failure.with_history(History {
            attempts: self.attempts,
            time_spent,
            sent_before: self.sent,
            may_have_run_before: self.may_have_run,
            ended_by,
        })
    }

    /// The same, when the attempt that was about to begin never did.
    pub(crate) fn give_up_unsent(&mut self, failure: Failure) -> Failure {
        self.attempts -= 1;
        self.give_up(failure, None)
    }

    /// The failure of the call when there is no turn in time for another attempt: that of the
    /// previous attempt, or of the turn if it is the first that has none.
    pub(crate) fn give_up_turn(&mut self, previous: Option<Failure>, no_turn: Failure) -> Failure {
        self.attempts -= 1;
        match previous {
            Some(failure) => self.give_up(failure, Some(NO_TIME)),
            None => self.give_up(no_turn, None),
        }
    }

    /// The wait before the next attempt, or what speaks against one, if that is worth saying.
    fn decide(&mut self, failure: &Failure, advice: &Advice) -> Result<Duration, Option<&'static str>> {
        let corrected = self.correct_clock(failure, advice) || self.renew_credentials(failure);
        if self.attempts >= self.max_attempts {
            return Err(None);
        }
        if corrected {
            return if self.has_time_for(Duration::ZERO) { Ok(Duration::ZERO) } else { Err(None) };
        }
        if !failure.is_retryable() {
            return Err(None);
        }
        let throttled = failure.is_throttling();
        let wait = delay::before_retry(
            self.attempts - 1,
            throttled,
            self.seams.random.fraction(),
            advice.retry_after,
        );
        if !self.has_time_for(wait) {
            return Err(self.has_time_for(Duration::ZERO).then_some(NO_TIME));
        }
        let Some(cost) = self.shared.budget.spend(throttled) else {
            return Err(Some("too many calls of this client have failed to allow retries"));
        };
        self.last_cost = Some(cost);
        Ok(wait)
    }

    /// Takes the service's time over when that explains a refused signature. Once for each call.
    /// Another call may have done so while this one was under way, so it counts what was signed.
    fn correct_clock(&mut self, failure: &Failure, advice: &Advice) -> bool {
        if self.clock_corrected || failure.may_have_run() || !may_be_clock_skew(failure.code()) {
            return false;
        }
        self.clock_corrected = advice
            .date
            .is_some_and(|date| self.shared.clock_offset.learn(self.signed_at, self.seams.time.now(), date));
        if self.clock_corrected {
            observability::clock_corrected(self.shared.clock_offset.milliseconds());
        }
        self.clock_corrected
    }

    /// Every attempt asks for credentials, so all it takes is another one. Once for each call.
    fn renew_credentials(&mut self, failure: &Failure) -> bool {
        if self.credentials_renewed || failure.may_have_run() || !is_expired_credentials(failure.code()) {
            return false;
        }
        self.credentials_renewed = true;
        true
    }

    fn adapt(&self, throttled: bool) {
        if self.shared.mode == RetryMode::Adaptive {
            self.shared.send_rate.answered(self.seams.time.elapsed(), throttled);
        }
    }

    fn time_spent(&self) -> Duration {
        self.seams.time.elapsed().saturating_sub(self.begun_at)
    }

    fn has_time_for(&self, wait: Duration) -> bool {
        self.time_limit.is_none_or(|limit| self.time_spent().saturating_add(wait) < limit)
    }
}
