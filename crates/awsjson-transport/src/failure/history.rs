//! What a failed call went through before its last attempt failed.

use std::time::Duration;

use super::Failure;

/// A call's attempts, besides how the last one ended.
#[derive(Default)]
pub(crate) struct History {
    /// How many there were, the last one included.
    pub(crate) attempts: u32,
    /// From the beginning of the call to its end, waits included.
    pub(crate) time_spent: Option<Duration>,
    /// An attempt before the last one went out.
    pub(crate) sent_before: bool,
    /// An attempt before the last one may have run.
    pub(crate) may_have_run_before: bool,
    /// What kept a failure that can be retried from being retried, unless that were the attempts.
    pub(crate) ended_by: Option<&'static str>,
}

impl History {
    pub(super) fn of_attempts(attempts: u32) -> Self {
        Self { attempts, ..Self::default() }
    }
}

impl Failure {
    /// How many times the request was tried. 0 when it never came to that.
    pub fn attempts(&self) -> u32 {
        self.0.history.attempts
    }

    /// How long the call took, from its beginning until it was given up, waits between attempts
    /// included. `None` when it never came to an attempt, and of answers that do not fit.
    pub fn time_spent(&self) -> Option<Duration> {
        self.0.history.time_spent
    }

    pub(crate) fn with_history(mut self, history: History) -> Self {
        self.0.history = history;
        self
    }

    /// This attempt went out.
    pub(crate) fn was_sent(&self) -> bool {
        self.0.sent
    }

    /// The attempts, the time they took and what ended them, if that tells anything: one attempt
    /// that was answered is the usual case.
    pub(super) fn attempts_told(&self) -> Option<String> {
        let History { attempts, time_spent, ended_by, .. } = &self.0.history;
        let counted = match attempts {
            0 => return None,
            1 if self.status().is_some() && !self.is_throttling() => return None,
            1 => "1 attempt".to_owned(),
            attempts => format!("{attempts} attempts"),
        };
        let time = match time_spent {
            Some(time) if *attempts > 1 || self.is_throttling() => format!(" in {time:.1?}"),
            _ => String::new(),
        };
        let end = ended_by.map(|reason| format!(", no more because {reason}")).unwrap_or_default();
        Some(counted + &time + &end)
    }
}
