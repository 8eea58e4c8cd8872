//! The waits between attempts to open a socket: the plugin's.

use std::time::Duration;

use crate::SessionError;

/// How often a socket is tried for after the first time.
const RETRIES: u32 = 5;
/// The first wait between two attempts is between this and its double, and each wait doubles the one before.
const FIRST_WAIT: Duration = Duration::from_millis(100);
/// A wait above this begins anew.
const MAX_WAIT: Duration = Duration::from_secs(5);

/// The attempts since a socket was last of use.
pub(super) struct Waits {
    attempts: u32,
    next: Duration,
}

impl Waits {
    pub(super) fn new() -> Self {
        Self { attempts: 0, next: Self::first() }
    }

    fn first() -> Duration {
        FIRST_WAIT + FIRST_WAIT.mul_f64(fastrand::f64())
    }

    /// Whether another attempt to open the first socket may end better than with this error.
    pub(super) fn may_help(&self, error: &SessionError) -> bool {
        let refused = match error {
            SessionError::Upgrade { status: Some(status), .. } => *status < 500 && *status != 429,
            SessionError::Connect { source, .. } => !source.is_retryable(),
            SessionError::Sign { .. } | SessionError::Url(_) => true,
            _ => false,
        };
        !refused && !self.are_over()
    }

    /// Whether there were as many attempts as there may be.
    pub(super) fn are_over(&self) -> bool {
        self.attempts > RETRIES
    }

    pub(super) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Counts another attempt, and gives how long to wait for it: not at all for the first.
    pub(super) fn next(&mut self) -> Option<Duration> {
        self.attempts += 1;
        if self.attempts == 1 {
            return None;
        }
        let wait = self.next;
        self.next = wait * 2;
        if self.next > MAX_WAIT {
            self.next = Self::first();
        }
        Some(wait)
    }
}
