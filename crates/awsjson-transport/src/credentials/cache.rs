//! Credentials kept while they are good, and fetched once for all who wait.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;

use crate::observability;

/// How long before their expiry credentials are fetched anew: five minutes, so that what is signed
/// with them is still good when it arrives, and a failing source can be tried again in time.
pub(crate) const RENEW_BEFORE_EXPIRY: Duration = Duration::from_secs(5 * 60);

/// The least time between two fetches while credentials are still good: one minute, so that a source
/// that fails, or gives credentials of a few minutes only, is not asked at every call.
const RENEW_AT_MOST_EVERY: Duration = Duration::from_secs(60);

/// The longest that a call waits for new credentials while the old ones are still good: five seconds. A
/// slower source is waited for when they have expired.
const EARLY_FETCH_TIMEOUT: Duration = Duration::from_secs(5);

/// One source's credentials. `E` is why a fetch failed; all who waited for it get it.
///
/// A fetch runs within the future of one of the callers. If that caller gives up, the next one who
/// waits begins again, so nothing is left behind.
pub(super) struct Cache<E> {
    keeps_without_expiry: bool,
    clock: fn() -> SystemTime,
    state: Mutex<State<E>>,
    flight: tokio::sync::Mutex<()>,
}

struct State<E> {
    held: Option<Held>,
    /// How many fetches have ended, and how the last one did.
    ended: u64,
    outcome: Option<Result<Credentials, E>>,
}

struct Held {
    credentials: Credentials,
    renew_at: Option<SystemTime>,
}

enum Look {
    Fresh(Credentials),
    /// Still good, but it is time to fetch new ones.
    Due(Credentials),
    /// With the number of fetches that had ended by then.
    Nothing(u64),
}

impl<E: Clone> Cache<E> {
    /// Credentials without an expiry are kept until they are refused, or not at all.
    pub(super) fn new(keeps_without_expiry: bool) -> Self {
        Self::with_clock(keeps_without_expiry, SystemTime::now)
    }

    fn with_clock(keeps_without_expiry: bool, clock: fn() -> SystemTime) -> Self {
        Self {
            keeps_without_expiry,
            clock,
            state: Mutex::new(State { held: None, ended: 0, outcome: None }),
            flight: tokio::sync::Mutex::new(()),
        }
    }

    /// The credentials at hand, if they are good for a while.
    pub(super) fn fresh(&self) -> Option<Credentials> {
        match self.look() {
            Look::Fresh(credentials) => Some(credentials),
            Look::Due(_) | Look::Nothing(_) => None,
        }
    }

    /// The credentials at hand, or those of one fetch for all who ask meanwhile.
    pub(super) async fn get<F>(&self, fetch: impl FnOnce() -> F) -> Result<Credentials, E>
    where
        F: Future<Output = Result<Credentials, E>>,
    {
        match self.look() {
            Look::Fresh(credentials) => Ok(credentials),
            Look::Due(credentials) => Ok(self.renew(credentials, fetch).await),
            Look::Nothing(ended_before) => {
                let _flight = self.flight.lock().await;
                match self.outcome_since(ended_before) {
                    Some(outcome) => outcome,
                    None => self.record(fetch().await),
                }
            }
        }
    }

    /// Forgets credentials that a service has refused, unless they are replaced already.
    pub(super) fn forget(&self, refused: &Credentials) {
        let mut state = self.state();
        if state.held.as_ref().is_some_and(|held| held.credentials == *refused) {
            state.held = None;
        }
    }

    /// Only one caller fetches; the others go on with what is still good. So does that one if the
    /// fetch fails or takes long.
    async fn renew<F>(&self, good: Credentials, fetch: impl FnOnce() -> F) -> Credentials
    where
        F: Future<Output = Result<Credentials, E>>,
    {
        let Ok(_flight) = self.flight.try_lock() else { return good };
        match self.look() {
            Look::Fresh(credentials) => credentials,
            Look::Due(_) | Look::Nothing(_) => {
                match tokio::time::timeout(EARLY_FETCH_TIMEOUT, fetch()).await {
                    Ok(outcome) => self.record(outcome).unwrap_or_else(|_| {
                        observability::renewal_failed("the provider failed");
                        good
                    }),
                    Err(_) => {
                        observability::renewal_failed("the provider took too long");
                        self.state().postpone((self.clock)());
                        good
                    }
                }
            }
        }
    }

    fn look(&self) -> Look {
        let now = (self.clock)();
        let state = self.state();
        match &state.held {
            Some(held) if held.is_expired(now) => Look::Nothing(state.ended),
            Some(held) if held.renew_at.is_some_and(|at| at <= now) => Look::Due(held.credentials.clone()),
            Some(held) => Look::Fresh(held.credentials.clone()),
            None => Look::Nothing(state.ended),
        }
    }

    /// What a fetch gave that ended after a caller had looked.
    fn outcome_since(&self, ended_before: u64) -> Option<Result<Credentials, E>> {
        let state = self.state();
        if state.ended == ended_before { None } else { state.outcome.clone() }
    }

    fn record(&self, outcome: Result<Credentials, E>) -> Result<Credentials, E> {
        let now = (self.clock)();
        let mut state = self.state();
        match &outcome {
            Ok(credentials) if credentials.expiry().is_some() || self.keeps_without_expiry => {
                state.held = Some(Held::since(now, credentials.clone()));
            }
            Ok(_) => state.held = None,
            Err(_) => state.postpone(now),
        }
        state.ended += 1;
        state.outcome = Some(outcome.clone());
        outcome
    }

    fn state(&self) -> MutexGuard<'_, State<E>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<E> State<E> {
    /// A fetch gave nothing: what is held is good for as long as it was, and the next fetch is not at
    /// once.
    fn postpone(&mut self, now: SystemTime) {
        if let Some(held) = &mut self.held {
            held.renew_at = Some(now + RENEW_AT_MOST_EVERY);
        }
    }
}

impl Held {
    fn since(now: SystemTime, credentials: Credentials) -> Self {
        let renew_at = credentials.expiry().map(|expiry| {
            let early = expiry.checked_sub(RENEW_BEFORE_EXPIRY).unwrap_or(SystemTime::UNIX_EPOCH);
            early.max(now + RENEW_AT_MOST_EVERY)
        });
        Self { credentials, renew_at }
    }

    fn is_expired(&self, now: SystemTime) -> bool {
        self.credentials.expiry().is_some_and(|expiry| expiry <= now)
    }
}

#[cfg(test)]
mod tests;
