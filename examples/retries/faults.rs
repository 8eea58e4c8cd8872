//! Faults on order.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use ssm_client::Client;
use ssm_client::intercept::{AfterAttempt, BeforeAttempt, Intercept, ScriptedAnswer, Verdict};
use ssm_examples::Service;

/// What happens to the next attempts instead of being sent, and how many attempts there were.
#[derive(Default)]
pub(crate) struct Faults {
    coming: Mutex<VecDeque<ScriptedAnswer>>,
    attempts: AtomicUsize,
}

impl Faults {
    /// A client of the service whose attempts meet faults, and what decides about them.
    pub(crate) async fn before(service: &Service) -> Result<(Client, Arc<Self>), ssm_client::Error> {
        let faults = Arc::new(Self::default());
        let client = service.builder().intercept(Arc::clone(&faults)).load().await?;
        Ok((client, faults))
    }

    /// Lets this happen to the next attempts; those after them are sent.
    pub(crate) fn next(&self, coming: impl IntoIterator<Item = ScriptedAnswer>) {
        *self.coming.lock().unwrap_or_else(PoisonError::into_inner) = coming.into_iter().collect();
    }

    /// How many attempts there were since the last time.
    pub(crate) fn take_attempts(&self) -> usize {
        self.attempts.swap(0, Ordering::Relaxed)
    }
}

impl Intercept for Faults {
    fn before_attempt(&self, _: &mut BeforeAttempt<'_>) -> Verdict {
        let next = self.coming.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        next.map_or(Verdict::Send, Verdict::Answer)
    }

    fn after_attempt(&self, _: &AfterAttempt<'_>) {
        self.attempts.fetch_add(1, Ordering::Relaxed);
    }
}
