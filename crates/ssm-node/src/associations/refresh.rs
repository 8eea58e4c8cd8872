//! Has the node look at its associations before it would by itself.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use time::OffsetDateTime;
use tokio::sync::Notify;

/// How long the node sleeps at a time: so soon it notices that the clock was set.
const NAP: Duration = Duration::from_secs(10);

/// Which associations are to be applied whether they are due or not.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum Asked {
    #[default]
    None,
    These(BTreeSet<String>),
    All,
}

/// Who waits for the next time to look at the associations, and what is asked meanwhile.
#[derive(Default)]
pub(crate) struct Refresh {
    asked: Mutex<Asked>,
    news: Notify,
}

impl Asked {
    pub(super) fn includes(&self, id: &str) -> bool {
        match self {
            Self::None => false,
            Self::These(ids) => ids.contains(id),
            Self::All => true,
        }
    }

    fn add(&mut self, more: Self) {
        *self = match (std::mem::take(self), more) {
            (Self::All, _) | (_, Self::All) => Self::All,
            (asked, Self::None) | (Self::None, asked) => asked,
            (Self::These(mut ids), Self::These(more)) => {
                ids.extend(more);
                Self::These(ids)
            }
        };
    }
}

impl Refresh {
    /// Has the node look now, and apply these associations, or all without any.
    pub(crate) fn apply(&self, ids: impl IntoIterator<Item = String>) {
        let ids: BTreeSet<String> = ids.into_iter().filter(|id| !id.is_empty()).collect();
        self.ask(if ids.is_empty() { Asked::All } else { Asked::These(ids) });
        self.again();
    }

    /// Has the node look now.
    pub(crate) fn again(&self) {
        self.news.notify_one();
    }

    /// What was asked since the last time.
    pub(super) fn take(&self) -> Asked {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks for the next time.
    pub(super) fn ask(&self, asked: Asked) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).add(asked);
    }

    /// Waits so long by the clock, or until the node is to look.
    pub(super) async fn wait(&self, wait: Duration) {
        let until = OffsetDateTime::now_utc() + wait;
        let mut left = wait;
        while !left.is_zero() {
            let nap = left.min(NAP);
            tokio::select! {
                () = self.news.notified() => return,
                () = tokio::time::sleep(nap) => {}
            }
            left = remaining(until, OffsetDateTime::now_utc(), left - nap);
        }
    }
}

/// How long there is to wait until that time. A clock that was set forward brings it nearer; one that was set
/// back does not put it off, so it is at most what is left without looking at the clock.
fn remaining(until: OffsetDateTime, now: OffsetDateTime, left: Duration) -> Duration {
    Duration::try_from(until - now).unwrap_or_default().min(left)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use time::OffsetDateTime;

    use super::{Asked, Refresh, remaining};

    #[test]
    fn a_clock_that_is_set_shortens_the_wait_and_never_lengthens_it() {
        let hour = Duration::from_secs(3600);
        let begun = OffsetDateTime::UNIX_EPOCH + hour * 1_000_000;
        let left = hour - Duration::from_secs(10);
        assert_eq!(remaining(begun + hour, begun + Duration::from_secs(10), left), left);
        assert_eq!(
            remaining(begun + hour, begun + Duration::from_secs(3000), left),
            Duration::from_secs(600)
        );
        assert_eq!(remaining(begun + hour, begun + hour * 5, left), Duration::ZERO);
        assert_eq!(remaining(begun + hour, begun - hour * 5, left), left);
    }

    #[test]
    fn what_is_asked_adds_up_until_it_is_taken() {
        let refresh = Refresh::default();
        assert_eq!(refresh.take(), Asked::None);
        refresh.apply(["a".to_owned()]);
        refresh.apply(["b".to_owned()]);
        let asked = refresh.take();
        assert!(asked.includes("a") && asked.includes("b") && !asked.includes("c"));
        assert_eq!(refresh.take(), Asked::None);
        refresh.apply([String::new()]);
        refresh.apply(["a".to_owned()]);
        assert!(refresh.take().includes("c"));
    }
}
