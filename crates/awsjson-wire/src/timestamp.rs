//! Timestamps as numbers and as text.

use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

use crate::TimestampFormat;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// How a timestamp stands in JSON.
pub(crate) enum Form {
    Whole(i64),
    Fraction(f64),
    Text(String),
}

/// The form of a time in a format. What the texts cannot express, which is years before 0 and after
/// 9999, falls back to seconds.
pub(crate) fn form(time: OffsetDateTime, format: TimestampFormat) -> Form {
    let text = match format {
        TimestampFormat::EpochSeconds => None,
        TimestampFormat::DateTime => date_time(time),
        TimestampFormat::HttpDate => to_http_date(time),
    };
    text.map_or_else(|| to_epoch_seconds(time), Form::Text)
}

/// The time this many seconds after 1970, or none if that is beyond the calendar. Fractions count
/// to the microsecond: a number on the wire carries no more.
pub(crate) fn from_epoch_seconds(seconds: f64) -> Option<OffsetDateTime> {
    if !seconds.is_finite() {
        return None;
    }
    let microseconds = (seconds * 1e6).round() as i128;
    OffsetDateTime::from_unix_timestamp_nanos(microseconds.checked_mul(1_000)?).ok()
}

/// The time that a text names, in RFC 3339 or as the date of an HTTP header.
#[must_use]
pub fn parse_timestamp(text: &str) -> Option<OffsetDateTime> {
    let time = OffsetDateTime::parse(text, &Rfc3339).ok().or_else(|| from_http_date(text));
    time?.checked_to_offset(UtcOffset::UTC)
}

/// Seconds after 1970: whole, and with a fraction to the microsecond where there is one.
fn to_epoch_seconds(time: OffsetDateTime) -> Form {
    let whole = time.unix_timestamp();
    match time.microsecond() {
        0 => Form::Whole(whole),
        microseconds => {
            let total = i128::from(whole) * 1_000_000 + i128::from(microseconds);
            Form::Fraction(total as f64 / 1e6)
        }
    }
}

/// RFC 3339 in UTC, such as `2000-01-02T20:34:56Z`, with a fraction where there is one; none for years
/// before 0 and after 9999.
///
/// Written here because the `time` crate's formatting would be compiled for it in every program.
#[must_use]
pub fn date_time(time: OffsetDateTime) -> Option<String> {
    let time = time.checked_to_offset(UtcOffset::UTC)?;
    let year = u16::try_from(time.year()).ok().filter(|year| *year <= 9999)?;
    let (month, day, (hour, minute, second)) = (u8::from(time.month()), time.day(), time.to_hms());
    let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    if time.nanosecond() > 0 {
        text.push_str(format!(".{:09}", time.nanosecond()).trim_end_matches('0'));
    }
    text.push('Z');
    Some(text)
}

/// The date of an HTTP header: RFC 9110's `IMF-fixdate`.
fn to_http_date(time: OffsetDateTime) -> Option<String> {
    let time = time.checked_to_offset(UtcOffset::UTC)?;
    let year = u16::try_from(time.year()).ok()?;
    let month = MONTHS.get(usize::from(u8::from(time.month())).checked_sub(1)?)?;
    let (hour, minute, second) = time.to_hms();
    let (weekday, day) = (time.weekday().to_string(), time.day());
    Some(format!("{weekday:.3}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT"))
}

/// The same date with, as Smithy allows, a fraction of seconds: RFC 3339 in another order.
fn from_http_date(text: &str) -> Option<OffsetDateTime> {
    let (_, date) = text.strip_suffix(" GMT")?.split_once(", ")?;
    let mut parts = date.split(' ');
    let (day, month, year, clock) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let date_time = format!("{year}-{month:02}-{day}T{clock}Z");
    OffsetDateTime::parse(&date_time, &Rfc3339).ok().filter(|_| parts.next().is_none())
}
