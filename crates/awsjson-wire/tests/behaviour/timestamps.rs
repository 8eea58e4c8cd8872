//! Timestamps: three formats to write, all of them read everywhere.

use time::{Duration, OffsetDateTime, UtcOffset};

use crate::generated::types::{Measures, Query};
use crate::support::{read, refusal, write};

fn at(seconds: i64, microseconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(seconds).unwrap() + Duration::microseconds(microseconds)
}

fn read_at(json: &str) -> OffsetDateTime {
    read::<Measures>(format!("{{\"At\":{json}}}")).unwrap().at.unwrap()
}

#[test]
fn each_member_is_written_in_its_own_format() {
    let time = at(946_845_296, 0);
    let value = Measures {
        at: Some(time),
        day: Some(time),
        sent: Some(time),
        seconds: Some(time),
        days: Some(vec![time, at(0, 0)]),
        query: Some(Query::Since(time)),
        ..Measures::default()
    };
    assert_eq!(
        write(&value),
        concat!(
            r#"{"At":946845296,"Day":"2000-01-02T20:34:56Z","Sent":"Sun, 02 Jan 2000 20:34:56 GMT","#,
            r#""Seconds":946845296,"Days":["Sun, 02 Jan 2000 20:34:56 GMT","Thu, 01 Jan 1970 00:00:00 GMT"],"#,
            r#""Query":{"Since":"2000-01-02T20:34:56Z"}}"#
        )
    );
    assert!(read::<Measures>(write(&value)).unwrap() == value);
}

#[test]
fn fractions_are_written_to_the_microsecond() {
    for (time, seconds, day) in [
        (at(0, 123_000), "0.123", "1970-01-01T00:00:00.123Z"),
        (at(1_576_540_098, 1), "1576540098.000001", "2019-12-16T23:48:18.000001Z"),
        (at(-1, 500_000), "-0.5", "1969-12-31T23:59:59.5Z"),
        (at(-86_400, 0), "-86400", "1969-12-31T00:00:00Z"),
    ] {
        let value = Measures { at: Some(time), day: Some(time), ..Measures::default() };
        assert_eq!(write(&value), format!(r#"{{"At":{seconds},"Day":"{day}"}}"#));
        assert!(read::<Measures>(write(&value)).unwrap() == value);
    }
}

#[test]
fn whatever_the_zone_it_is_written_in_utc() {
    let time = at(946_845_296, 0).to_offset(UtcOffset::from_hms(-5, -30, 0).unwrap());
    let value = Measures { at: Some(time), day: Some(time), sent: Some(time), ..Measures::default() };
    assert_eq!(
        write(&value),
        r#"{"At":946845296,"Day":"2000-01-02T20:34:56Z","Sent":"Sun, 02 Jan 2000 20:34:56 GMT"}"#
    );
}

#[test]
fn every_format_is_read_in_every_member() {
    for (json, expected) in [
        ("946845296", at(946_845_296, 0)),
        ("946845296.0", at(946_845_296, 0)),
        ("9.46845296e8", at(946_845_296, 0)),
        ("946845296.123", at(946_845_296, 123_000)),
        ("946845296.1234567", at(946_845_296, 123_457)),
        ("-0.5", at(-1, 500_000)),
        ("0", at(0, 0)),
        ("\"2000-01-02T20:34:56Z\"", at(946_845_296, 0)),
        ("\"2000-01-02T20:34:56.000Z\"", at(946_845_296, 0)),
        ("\"2000-01-02T20:34:56.123456Z\"", at(946_845_296, 123_456)),
        ("\"2000-01-02T21:34:56+01:00\"", at(946_845_296, 0)),
        ("\"2000-01-02T15:04:56-05:30\"", at(946_845_296, 0)),
        ("\"Sun, 02 Jan 2000 20:34:56 GMT\"", at(946_845_296, 0)),
        ("\"Sun, 02 Jan 2000 20:34:56.5 GMT\"", at(946_845_296, 500_000)),
    ] {
        for name in ["At", "Day", "Sent", "Seconds"] {
            let value = read::<Measures>(format!("{{\"{name}\":{json}}}")).unwrap();
            let read = [value.at, value.day, value.sent, value.seconds].into_iter().flatten().next();
            assert_eq!(read, Some(expected), "{name}: {json}");
            assert_eq!(read.unwrap().offset(), UtcOffset::UTC);
        }
    }
}

#[test]
fn what_is_beyond_the_calendar_is_an_error() {
    for number in ["253402300800", "-377705116801", "9223372036854775807", "1e18", "-1e300"] {
        let error = refusal::<Measures>(format!("{{\"At\":{number}}}"));
        assert!(error.starts_with("expected a timestamp, found a number out of its range at At"), "{error}");
        assert!(!error.contains(number), "{error}");
    }
    for text in [
        "",
        "yesterday",
        "2000-13-01T00:00:00Z",
        "2000-02-30T00:00:00Z",
        "2000-01-02",
        "2000-01-02T20:34:56",
        "Sun, 99 Jan 2000 20:34:56 GMT",
        "NaN",
        "946845296",
    ] {
        let error = refusal::<Measures>(format!("{{\"At\":\"{text}\"}}"));
        assert!(error.starts_with("expected a timestamp, found text at At"), "{error}");
        assert!(text.is_empty() || !error.contains(text), "{error}");
    }
}

#[test]
fn the_ends_of_the_calendar_survive() {
    for seconds in ["253402300799", "-62135596800", "-377705116800"] {
        let value = Measures { at: Some(read_at(seconds)), ..Measures::default() };
        assert_eq!(write(&value), format!("{{\"At\":{seconds}}}"));
    }
}

#[test]
fn a_zone_can_lead_out_of_the_calendar() {
    let error = refusal::<Measures>(r#"{"At":"9999-12-31T23:59:59-01:00"}"#);
    assert!(error.starts_with("expected a timestamp, found text at At"), "{error}");
    let last = at(253_402_300_799, 0).replace_offset(UtcOffset::from_hms(-1, 0, 0).unwrap());
    let value = Measures { day: Some(last), sent: Some(last), ..Measures::default() };
    assert_eq!(write(&value), r#"{"Day":253402304399,"Sent":253402304399}"#);
}

#[test]
fn dates_of_all_centuries_are_written_as_text_and_those_before_the_era_as_seconds() {
    for (seconds, sent) in [
        (-5_364_662_400, "\"Wed, 01 Jan 1800 00:00:00 GMT\""),
        (-62_167_219_200, "\"Sat, 01 Jan 0000 00:00:00 GMT\""),
        (253_402_300_799, "\"Fri, 31 Dec 9999 23:59:59 GMT\""),
        (-62_167_219_201, "-62167219201"),
    ] {
        let value = Measures { sent: Some(at(seconds, 0)), ..Measures::default() };
        assert_eq!(write(&value), format!("{{\"Sent\":{sent}}}"));
        assert!(read::<Measures>(write(&value)).unwrap() == value);
    }
}
