//! `aws:sleep`.

use ssm_document::automation::Sleep;
use time::{Duration, OffsetDateTime};

use super::Outcome;
use crate::automation::step::{Activity, Failure};
use crate::automation::time_text;

/// The longest sleep ("aws:sleep" in the user guide).
const LONGEST: Duration = Duration::seconds(604_799);

pub(super) fn begin(sleep: &Sleep, now: OffsetDateTime) -> Result<Outcome, Failure> {
    let until = match (&sleep.duration, &sleep.timestamp) {
        (Some(text), _) => {
            let length = time_text::duration(text)
                .ok_or_else(|| Failure::of_inputs(format!("the Duration {text:?} is none such as PT10M")))?;
            now.checked_add(length)
        }
        (None, Some(text)) => Some(time_text::timestamp(text).ok_or_else(|| {
            Failure::of_inputs(format!("the Timestamp {text:?} is none such as 2026-12-31T23:59:59Z"))
        })?),
        (None, None) => return Err(Failure::of_inputs("the step has neither Duration nor Timestamp")),
    };
    match until.filter(|until| *until - now <= LONGEST) {
        Some(until) if until <= now => Ok(Outcome::done()),
        Some(until) => Ok(Outcome::Busy(Activity::Sleeping { until })),
        None => {
            Err(Failure::of_inputs(format!("a step sleeps for at most {} seconds", LONGEST.whole_seconds())))
        }
    }
}
