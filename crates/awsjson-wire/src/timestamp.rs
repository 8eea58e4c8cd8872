//! Timestamps as numbers and as text.

use time::format_description::well_known::{Rfc2822, Rfc3339};
use time::{OffsetDateTime, UtcOffset};

/// The time this many seconds after 1970, or none if that is beyond the calendar. Fractions count
/// to the microsecond: a number on the wire carries no more.
pub(crate) fn from_epoch_seconds(seconds: f64) -> Option<OffsetDateTime> {
    if !seconds.is_finite() {
        return None;
    }
    let microseconds = (seconds * 1e6).round() as i128;
    OffsetDateTime::from_unix_timestamp_nanos(microseconds * 1_000).ok()
}

/// The time that a text names, in RFC 3339 or as the date of an HTTP header.
pub(crate) fn from_text(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339)
        .or_else(|_| OffsetDateTime::parse(text, &Rfc2822))
        .ok()
        .map(|time| time.to_offset(UtcOffset::UTC))
}

/// Seconds after 1970: whole, and with a fraction to the microsecond where there is one.
pub(crate) fn to_epoch_seconds(time: OffsetDateTime) -> (i64, Option<f64>) {
    let whole = time.unix_timestamp();
    let microseconds = time.microsecond();
    let fraction = (microseconds != 0).then(|| {
        let total = i128::from(whole) * 1_000_000 + i128::from(microseconds);
        total as f64 / 1e6
    });
    (whole, fraction)
}

/// RFC 3339 in UTC. Years beyond 9999 cannot be written so and fall back to seconds.
pub(crate) fn to_date_time(time: OffsetDateTime) -> String {
    time.to_offset(UtcOffset::UTC).format(&Rfc3339).unwrap_or_else(|_| time.unix_timestamp().to_string())
}

/// The date of an HTTP header, which is RFC 2822 with the zone spelled `GMT`.
pub(crate) fn to_http_date(time: OffsetDateTime) -> String {
    match time.to_offset(UtcOffset::UTC).format(&Rfc2822) {
        Ok(text) => text.replace("+0000", "GMT"),
        Err(_) => time.unix_timestamp().to_string(),
    }
}
