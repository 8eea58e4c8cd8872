//! Times as text.

use std::time::Duration;

use time::OffsetDateTime;

/// A time with milliseconds, such as `2026-12-31T23:59:59.000Z`.
pub(crate) fn milliseconds(time: OffsetDateTime) -> String {
    let (date, clock) = (time.date(), time.time());
    let (hour, minute, second, millisecond) = clock.as_hms_milli();
    format!("{date}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z")
}

/// A time with seconds, such as `2026-12-31T23:59:59Z`.
pub(crate) fn seconds(time: OffsetDateTime) -> String {
    let (date, (hour, minute, second)) = (time.date(), time.time().as_hms());
    format!("{date}T{hour:02}:{minute:02}:{second:02}Z")
}

/// A length of time as ISO 8601 has it, such as `PT1H2M3.004S`.
pub(crate) fn duration(length: Duration) -> String {
    let seconds = length.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = "PT".to_owned();
    if hours > 0 {
        text.push_str(&format!("{hours}H"));
    }
    if minutes > 0 {
        text.push_str(&format!("{minutes}M"));
    }
    match length.subsec_millis() {
        0 if seconds == 0 && text.len() > 2 => {}
        0 => text.push_str(&format!("{seconds}S")),
        millis => {
            let fraction = format!("{millis:03}");
            text.push_str(&format!("{seconds}.{}S", fraction.trim_end_matches('0')));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use time::OffsetDateTime;

    use super::{duration, milliseconds, seconds};

    #[test]
    fn times_have_milliseconds_whether_or_not_there_are_any() {
        assert_eq!(milliseconds(OffsetDateTime::UNIX_EPOCH), "1970-01-01T00:00:00.000Z");
        assert_eq!(seconds(OffsetDateTime::UNIX_EPOCH), "1970-01-01T00:00:00Z");
        let later = OffsetDateTime::UNIX_EPOCH + Duration::from_millis(86_400_042);
        assert_eq!(milliseconds(later), "1970-01-02T00:00:00.042Z");
    }

    #[test]
    fn lengths_of_time_name_what_they_consist_of() {
        for (millis, text) in [
            (0, "PT0S"),
            (3, "PT0.003S"),
            (12_340, "PT12.34S"),
            (60_000, "PT1M"),
            (3_723_004, "PT1H2M3.004S"),
            (7_200_000, "PT2H"),
        ] {
            assert_eq!(duration(Duration::from_millis(millis)), text);
        }
    }
}
