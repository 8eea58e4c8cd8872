//! All interceptors of a transport.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;

use super::{AfterAttempt, BeforeAttempt, Intercept, ScriptedAnswer, Verdict};
use crate::failure::Failure;
use crate::service::{OperationInfo, Service};

/// All interceptors of a transport, outermost first. Without any it is nothing.
#[derive(Clone)]
pub(crate) struct Interceptors(Option<Arc<[Arc<dyn Intercept>]>>);

/// What all interceptors together decided.
pub(crate) struct Decision {
    pub(crate) outcome: Outcome,
    /// How many of them were asked, and are to be told how it ended.
    pub(crate) asked: usize,
}

pub(crate) enum Outcome {
    SendAfter(Duration),
    Answer(ScriptedAnswer),
    Fail(Failure),
}

impl Interceptors {
    pub(crate) fn new(all: &[Arc<dyn Intercept>]) -> Self {
        Self((!all.is_empty()).then(|| all.into()))
    }

    /// Asks them what becomes of an attempt; none if there are none.
    pub(crate) fn before(
        &self,
        (service, operation): (&Service, &'static OperationInfo),
        endpoint: &str,
        (number, max_attempts): (u32, u32),
        headers: &mut HeaderMap,
    ) -> Option<Decision> {
        let all = self.0.as_ref()?;
        let (service, operation) = (service.id, operation.name);
        let mut attempt = BeforeAttempt { service, operation, endpoint, number, max_attempts, headers };
        let mut wait = Duration::ZERO;
        for (asked, interceptor) in (1..).zip(&**all) {
            let outcome = match interceptor.before_attempt(&mut attempt) {
                Verdict::Send => continue,
                Verdict::SendAfter(time) => {
                    wait = wait.saturating_add(time);
                    continue;
                }
                Verdict::Answer(answer) => Outcome::Answer(answer),
                Verdict::Fail(failure) => Outcome::Fail(failure),
            };
            return Some(Decision { outcome, asked });
        }
        BeforeAttempt::clean(headers);
        Some(Decision { outcome: Outcome::SendAfter(wait), asked: all.len() })
    }

    /// Tells as many of them as were asked how an attempt ended, the innermost first.
    pub(crate) fn after(&self, asked: usize, attempt: &AfterAttempt<'_>) {
        let all = self.0.as_deref().unwrap_or_default();
        all.iter().take(asked).rev().for_each(|interceptor| interceptor.after_attempt(attempt));
    }
}

impl fmt::Debug for Interceptors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.as_ref().map_or(0, |all| all.len()).to_string())
    }
}
