//! Whether, when and how often a failed call is sent again.
//!
//! Two rules stand above all others. What may have run and is not safe to repeat is never sent
//! again; [`Failure::is_retryable`](crate::Failure::is_retryable) says so for each failure, from
//! `classification`. And a call is never tried more often than its limit says, whatever the reason.
//!
//! `call` decides for one call. What it needs of all calls of a transport stands beside it: the
//! `budget` of retries, the `send_rate` of adaptive mode, the `clock_offset` that was learnt from
//! the service. `delay` is the formula of the waits.

mod budget;
mod call;
mod classification;
mod clock_offset;
mod delay;
mod send_rate;

pub(crate) use call::{CallRetries, FailedAttempt};
pub(crate) use classification::{did_not_run, is_expired_credentials, is_throttling, is_transient};

use std::time::{Duration, SystemTime};

use crate::seams::Seams;
use crate::settings::RetryMode;
use budget::Budget;
use clock_offset::ClockOffset;
use send_rate::SendRate;

/// What the calls of one transport share for their retries.
pub(crate) struct Retries {
    mode: RetryMode,
    budget: Budget,
    send_rate: SendRate,
    clock_offset: ClockOffset,
}

impl Retries {
    pub(crate) fn new(mode: RetryMode) -> Self {
        Self {
            mode,
            budget: Budget::default(),
            send_rate: SendRate::default(),
            clock_offset: ClockOffset::default(),
        }
    }

    /// The time to sign for: this machine's, corrected by what was learnt of the service's.
    pub(crate) fn signing_time(&self, seams: &Seams) -> SystemTime {
        self.clock_offset.apply(seams.time.now())
    }

    /// Takes over a service's time if a signature of now is worth nothing there. Returns whether it was.
    pub(crate) fn correct_clock(&self, seams: &Seams, of_service: SystemTime) -> bool {
        self.clock_offset.learn(self.signing_time(seams), seams.time.now(), of_service)
    }

    /// The retries of a call that begins now.
    pub(crate) fn of_call<'a>(
        &'a self,
        seams: &'a Seams,
        max_attempts: u32,
        time_limit: Option<Duration>,
    ) -> CallRetries<'a> {
        let max_attempts = if self.mode == RetryMode::Off { 1 } else { max_attempts };
        CallRetries::begin(self, seams, max_attempts, time_limit)
    }
}
