//! Points in time as requests and answers write them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use time::OffsetDateTime;

/// A time of the schedule's zone, such as `2030-07-07T15:55:00`.
pub(super) fn parse_local(text: &str) -> Result<DateTime, String> {
    let is_plain = text.len() == "yyyy-mm-ddThh:mm:ss".len() && text.as_bytes().get(10) == Some(&b'T');
    let time = text.parse::<DateTime>().ok().filter(|_| is_plain);
    time.ok_or_else(|| "the time has the form yyyy-mm-ddThh:mm:ss".to_owned())
}

/// The date and time from or until which a schedule holds, in ISO 8601: with an offset from UTC, or as
/// the zone of the schedule shows it.
pub(super) fn parse_bound(text: &str, zone: &TimeZone) -> Option<OffsetDateTime> {
    let timestamp = text.parse::<Timestamp>().ok().or_else(|| {
        let local = text.parse::<DateTime>().ok()?;
        zone.to_timestamp(local).ok()
    })?;
    OffsetDateTime::from_unix_timestamp_nanos(timestamp.as_nanosecond()).ok()
}

/// A time in the schedule's zone as short as ISO 8601 allows: `2030-05-11T16:00Z`,
/// `2030-05-11T09:00:30-07:00`.
pub(super) fn written(time: OffsetDateTime, zone: &TimeZone) -> String {
    let Some(timestamp) = super::timestamp(time) else { return String::new() };
    let offset = zone.to_offset(timestamp);
    let local = offset.to_datetime(timestamp);
    let mut text = local.strftime("%Y-%m-%dT%H:%M").to_string();
    if local.second() != 0 || local.millisecond() != 0 {
        text.push_str(&format!(":{:02}", local.second()));
    }
    if local.millisecond() != 0 {
        text.push_str(&format!(".{:03}", local.millisecond()));
    }
    let minutes = offset.seconds() / 60;
    match minutes {
        0 => text.push('Z'),
        _ => {
            let sign = if minutes < 0 { '-' } else { '+' };
            text.push_str(&format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60));
        }
    }
    text
}
