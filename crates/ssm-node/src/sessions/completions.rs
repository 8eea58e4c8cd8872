//! How sessions ended, until the service has taken notice.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use super::session::Outcome;

/// The most that are kept; beyond it the service finds out by itself.
const MOST: usize = 1000;

/// Outcomes by session.
#[derive(Default)]
pub(super) struct Completions {
    kept: Mutex<BTreeMap<String, Outcome>>,
    changed: Notify,
}

impl Completions {
    pub(super) fn put(&self, session: &str, outcome: Outcome) {
        let mut kept = self.lock();
        if kept.len() < MOST {
            kept.insert(session.to_owned(), outcome);
        }
        drop(kept);
        self.changed.notify_one();
    }

    pub(super) fn has(&self, session: &str) -> bool {
        self.lock().contains_key(session)
    }

    /// The service has taken notice.
    pub(super) fn remove(&self, session: &str) {
        self.lock().remove(session);
    }

    pub(super) fn all(&self) -> Vec<(String, Outcome)> {
        self.lock().iter().map(|(session, outcome)| (session.clone(), outcome.clone())).collect()
    }

    /// Returns when there is another one.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Outcome>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
