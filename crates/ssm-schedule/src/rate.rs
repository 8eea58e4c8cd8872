//! `rate(...)`: again and again after the same time.

use time::{Duration, OffsetDateTime};

/// A period of at least a minute.
#[derive(Debug)]
pub(super) struct Rate(Duration);

impl Rate {
    /// Reads a number and a unit, such as `30 minutes`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut words = text.split_whitespace();
        let (Some(number), Some(unit), None) = (words.next(), words.next(), words.next()) else {
            return Err("a rate is a number and a unit, such as rate(7 days)".to_owned());
        };
        let number = number.parse::<u32>().ok().filter(|number| *number > 0);
        let number = number.ok_or("the number of a rate is a whole one of at least 1")?;
        let unit = match unit {
            "minute" | "minutes" => Duration::MINUTE,
            "hour" | "hours" => Duration::HOUR,
            "day" | "days" => Duration::DAY,
            _ => return Err("the unit of a rate is minutes, hours or days".to_owned()),
        };
        let seconds = unit.whole_seconds().saturating_mul(number.into());
        Ok(Self(Duration::seconds(seconds)))
    }

    pub(super) fn period(&self) -> Duration {
        self.0
    }

    /// The first time after this one that is a whole number of periods, but not none, after the anchor.
    pub(super) fn next(&self, after: OffsetDateTime, anchor: OffsetDateTime) -> Option<OffsetDateTime> {
        let (elapsed, period) = ((after - anchor).whole_milliseconds(), self.0.whole_milliseconds());
        let periods = elapsed.div_euclid(period).saturating_add(1).max(1);
        let milliseconds = i64::try_from(periods.checked_mul(period)?).ok()?;
        anchor.checked_add(Duration::milliseconds(milliseconds))
    }
}
