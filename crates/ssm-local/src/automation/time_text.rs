//! Lengths and points of time as ISO 8601 has them.

use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime, PrimitiveDateTime};

/// A length of time such as `PT10M`, `P1DT2H` or `PT1.5S`. Months and years have no certain length and
/// are none here.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let (date, clock) = text.strip_prefix('P')?.split_once('T').unwrap_or((&text[1..], ""));
    if date.is_empty() && clock.is_empty() || text.ends_with('T') {
        return None;
    }
    let seconds = sum(date, &[('W', 604_800.0), ('D', 86_400.0)])?
        + sum(clock, &[('H', 3600.0), ('M', 60.0), ('S', 1.0)])?;
    Duration::checked_seconds_f64(seconds)
}

/// The sum of numbers with units, of which each occurs once at most and in this order.
fn sum(mut text: &str, units: &[(char, f64)]) -> Option<f64> {
    let mut sum = 0.0;
    for (unit, seconds) in units {
        if let Some((number, rest)) = text.split_once(*unit) {
            let is_number = number.chars().all(|c| c.is_ascii_digit() || c == '.');
            sum += number.parse::<f64>().ok().filter(|_| is_number)? * seconds;
            text = rest;
        }
    }
    text.is_empty().then_some(sum)
}

/// A time such as `2026-12-31T23:59:59Z`, also without seconds' fraction or zone, which then is UTC.
pub(super) fn timestamp(text: &str) -> Option<OffsetDateTime> {
    let text = text.trim();
    if let Ok(time) = OffsetDateTime::parse(text, &Rfc3339) {
        return Some(time);
    }
    OffsetDateTime::parse(&format!("{text}Z"), &Rfc3339).ok()
}

/// A point of time as runbooks see it, such as `2026-12-31_23.59.59`.
pub(super) fn date_and_time(time: OffsetDateTime) -> String {
    let moment = PrimitiveDateTime::new(time.date(), time.time());
    let (hour, minute, second) = moment.as_hms();
    format!("{}_{hour:02}.{minute:02}.{second:02}", moment.date())
}

#[cfg(test)]
mod tests {
    use time::{Duration, OffsetDateTime};

    use super::{date_and_time, duration, timestamp};

    #[test]
    fn lengths_of_time_are_read() {
        for (text, seconds) in
            [("PT10M", 600), ("PT0S", 0), ("P1DT2H3M4S", 93_784), ("P2W", 1_209_600), ("P1D", 86_400)]
        {
            assert_eq!(duration(text), Some(Duration::seconds(seconds)), "{text}");
        }
        assert_eq!(duration("PT1.5S"), Some(Duration::milliseconds(1500)));
        for text in ["", "P", "PT", "10", "PT10", "PT1H1D", "P1M", "PT-1S", "PTxS", "PT1e999S", "P1DT"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    #[test]
    fn points_of_time_are_read_and_shown() {
        let time = OffsetDateTime::from_unix_timestamp(86_400).unwrap();
        for text in ["1970-01-02T00:00:00Z", "1970-01-02T00:00:00", "1970-01-02T01:00:00.000+01:00"] {
            assert_eq!(timestamp(text), Some(time), "{text}");
        }
        assert_eq!(timestamp("tomorrow"), None);
        assert_eq!(date_and_time(time), "1970-01-02_00.00.00");
    }
}
