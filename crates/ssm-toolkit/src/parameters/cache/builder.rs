//! How a cache is to be.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::{ParameterCache, Shared, State};
use crate::parameters::Parameters;

/// How a [`ParameterCache`] is to be. Made by [`Parameters::cache`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until build() is called"]
pub struct CacheBuilder {
    parameters: Parameters,
    settings: Settings,
}

#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) time_to_live: Duration,
    refresh_ahead: Option<Duration>,
    pub(super) stale_if_error: Duration,
    pub(super) missing_time_to_live: Duration,
    pub(super) capacity: usize,
}

impl Settings {
    /// How long a value is given out without a thought of reading it again.
    pub(super) fn fresh(&self) -> Duration {
        self.time_to_live.saturating_sub(self.refresh_ahead.unwrap_or(self.time_to_live / 5))
    }

    /// How long a value may be given out at most.
    pub(super) fn longest(&self) -> Duration {
        self.time_to_live.saturating_add(self.stale_if_error)
    }
}

impl CacheBuilder {
    pub(super) fn new(parameters: Parameters) -> Self {
        Self {
            parameters,
            settings: Settings {
                time_to_live: Duration::from_secs(5 * 60),
                refresh_ahead: None,
                stale_if_error: Duration::from_secs(10 * 60),
                missing_time_to_live: Duration::from_secs(10),
                capacity: 1000,
            },
        }
    }

    /// How long a value is given out after it was read. Five minutes unless set.
    pub fn time_to_live(mut self, time: Duration) -> Self {
        self.settings.time_to_live = time;
        self
    }

    /// How long before the end of its time to live a value is read again by the next who asks, who gets the one
    /// that is kept. The last fifth of the time to live unless set; zero is never.
    pub fn refresh_ahead(mut self, time: Duration) -> Self {
        self.settings.refresh_ahead = Some(time);
        self
    }

    /// How much longer a value is given out if it cannot be read again. Ten minutes unless set; zero is not at
    /// all. A parameter that was deleted is no such case.
    pub fn stale_if_error(mut self, time: Duration) -> Self {
        self.settings.stale_if_error = time;
        self
    }

    /// How long it is remembered that a parameter is not there. Ten seconds unless set; zero is not at all.
    pub fn missing_time_to_live(mut self, time: Duration) -> Self {
        self.settings.missing_time_to_live = time;
        self
    }

    /// How many parameters are kept at most. 1,000 unless set; 0 counts as 1. A value has up to 8 KiB.
    pub fn capacity(mut self, parameters: usize) -> Self {
        self.settings.capacity = parameters.max(1);
        self
    }

    /// The cache, which is empty.
    #[must_use]
    pub fn build(self) -> ParameterCache {
        let Self { parameters, settings } = self;
        ParameterCache(Arc::new(Shared { parameters, settings, state: Mutex::new(State::default()) }))
    }
}
