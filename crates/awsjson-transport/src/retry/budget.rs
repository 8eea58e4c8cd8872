//! How many retries the calls of a transport may make together.

use std::sync::{Mutex, PoisonError};

/// The figures are those of the AWS SDKs' standard mode: about 35 failed retries in a row empty the
/// budget, or 100 of throttled calls, which cost the service less.
const CAPACITY: u32 = 500;
const RETRY_COST: u32 = 14;
const THROTTLED_RETRY_COST: u32 = 5;
const EARNED_BY_FIRST_TRY: u32 = 1;

/// Tokens that retries cost and that successes earn. Without any left there are no retries, so that
/// a service that is down gets one request per call instead of several.
pub(super) struct Budget(Mutex<u32>);

/// What a retry cost.
#[derive(Debug, PartialEq)]
pub(super) struct Cost(u32);

impl Default for Budget {
    fn default() -> Self {
        Self(Mutex::new(CAPACITY))
    }
}

impl Budget {
    /// Takes the cost of a retry, or nothing if that much is not left.
    pub(super) fn spend(&self, throttled: bool) -> Option<Cost> {
        let cost = if throttled { THROTTLED_RETRY_COST } else { RETRY_COST };
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *left = left.checked_sub(cost)?;
        Some(Cost(cost))
    }

    /// A call succeeded: what its last retry cost comes back, or a little if it needed none.
    pub(super) fn earn(&self, last_retry: Option<Cost>) {
        let earned = last_retry.map_or(EARNED_BY_FIRST_TRY, |cost| cost.0);
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *left = (*left + earned).min(CAPACITY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_out_and_successes_fill_it() {
        let budget = Budget::default();
        for _ in 0..35 {
            assert_eq!(budget.spend(false), Some(Cost(14)));
        }
        assert_eq!(budget.spend(false), None, "10 are left");
        assert_eq!(budget.spend(true), Some(Cost(5)));
        let last = budget.spend(true);
        assert_eq!(last, Some(Cost(5)));
        assert_eq!(budget.spend(true), None);
        budget.earn(last);
        assert_eq!(budget.spend(true), Some(Cost(5)));
        for _ in 0..5 {
            assert_eq!(budget.spend(true), None);
            budget.earn(None);
        }
        assert_eq!(budget.spend(true), Some(Cost(5)));
    }

    #[test]
    fn it_holds_no_more_than_it_began_with() {
        let budget = Budget::default();
        for _ in 0..1000 {
            budget.earn(None);
        }
        assert_eq!((0..1000).filter(|_| budget.spend(true).is_some()).count(), 100);
    }
}
