use std::collections::BTreeSet;

use proptest::collection::btree_set;
use proptest::prelude::*;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::Schedule;

fn at(text: &str) -> OffsetDateTime {
    OffsetDateTime::parse(text, &Rfc3339).unwrap()
}

fn text(time: OffsetDateTime) -> String {
    time.format(&Rfc3339).unwrap()
}

/// The next times of a schedule, one after the other.
fn row(schedule: &Schedule, after: &str, count: usize) -> Vec<String> {
    let anchor = at(after);
    let mut times = Vec::new();
    let mut after = anchor;
    while let Some(next) = schedule.next(after, anchor).filter(|_| times.len() < count) {
        times.push(text(next));
        after = next;
    }
    times
}

fn next(expression: &str, after: &str) -> String {
    row(&Schedule::parse(expression, None, None).unwrap(), after, 1).pop().unwrap_or_default()
}

#[test]
fn the_forms_of_days_mean_what_they_say() {
    // 2026-05-01 is a Friday; 2026-05-31 is a Sunday; 2026-08-01 is a Saturday.
    for (expression, after, expected) in [
        ("cron(0 2 ? * THU#3 *)", "2026-05-01T00:00:00Z", "2026-05-21T02:00:00Z"),
        ("cron(0 2 ? * 5#3 *)", "2026-05-01T00:00:00Z", "2026-05-21T02:00:00Z"),
        ("cron(0 2 ? * 6#5 *)", "2026-04-01T00:00:00Z", "2026-05-29T02:00:00Z"),
        ("cron(0 2 ? * 6L *)", "2026-05-01T00:00:00Z", "2026-05-29T02:00:00Z"),
        ("cron(0 2 ? * L *)", "2026-05-01T00:00:00Z", "2026-05-02T02:00:00Z"),
        ("cron(0 2 L * ? *)", "2026-02-01T00:00:00Z", "2026-02-28T02:00:00Z"),
        ("cron(0 2 L-2 * ? *)", "2026-05-01T00:00:00Z", "2026-05-29T02:00:00Z"),
        ("cron(0 2 LW * ? *)", "2026-05-01T00:00:00Z", "2026-05-29T02:00:00Z"),
        ("cron(0 2 1W 8 ? *)", "2026-05-01T00:00:00Z", "2026-08-03T02:00:00Z"),
        ("cron(0 2 31W MAY ? *)", "2026-05-01T00:00:00Z", "2026-05-29T02:00:00Z"),
        ("cron(0 2 16W * ? *)", "2026-05-01T00:00:00Z", "2026-05-15T02:00:00Z"),
        ("cron(0 2 29 2 ? *)", "2026-05-01T00:00:00Z", "2028-02-29T02:00:00Z"),
        ("cron(0 2 ? * FRI-MON *)", "2026-05-05T00:00:00Z", "2026-05-08T02:00:00Z"),
        ("cron(0 0/30 * 1/1 * ? *)", "2026-05-01T10:15:00Z", "2026-05-01T10:30:00Z"),
        ("cron(0 0 10 ? * SUN *)", "2026-05-01T10:15:00Z", "2026-05-03T10:00:00Z"),
        ("cron(15 8 ? jan,Dec mon *)", "2026-05-01T00:00:00Z", "2026-12-07T08:15:00Z"),
        ("cron(0 2 1 1 ? 2031/4)", "2026-05-01T00:00:00Z", "2031-01-01T02:00:00Z"),
        ("cron(0 2 1 1 ? 2020)", "2026-05-01T00:00:00Z", ""),
        ("cron(0 2 31 2 ? *)", "2026-05-01T00:00:00Z", ""),
        ("at(2026-05-01T12:30:00)", "2026-05-01T00:00:00Z", "2026-05-01T12:30:00Z"),
        ("at(2026-05-01T12:30:00)", "2026-05-01T12:30:00Z", ""),
        ("rate(7 days)", "2026-05-01T12:30:00Z", "2026-05-08T12:30:00Z"),
        ("rate(1 hour)", "2026-05-01T12:30:00Z", "2026-05-01T13:30:00Z"),
    ] {
        assert_eq!(next(expression, after), expected, "{expression} after {after}");
    }
}

#[test]
fn what_is_no_schedule_is_refused_with_a_reason() {
    for (expression, reason) in [
        ("", "none of"),
        ("daily", "none of"),
        ("cron(0 2 * * ? *", "none of"),
        ("cron(0 2 * * ?)", "6 fields"),
        ("cron(0 0 0 2 * * ? *)", "6 fields"),
        ("cron(0 2 * * * *)", "must be ?"),
        ("cron(0 2 ? * ? *)", "only one"),
        ("cron(60 2 * * ? *)", "minutes"),
        ("cron(0 24 * * ? *)", "hours"),
        ("cron(0 2 32 * ? *)", "days of the month"),
        ("cron(0 2 0W * ? *)", "days of the month"),
        ("cron(0 2 * 13 ? *)", "months"),
        ("cron(0 2 ? * 8 *)", "days of the week"),
        ("cron(0 2 ? * MON#6 *)", "days of the week"),
        ("cron(0 2 * * ? 2200)", "years"),
        ("cron(0 2 * * ? 2030-2020)", "years"),
        ("cron(0/0 2 * * ? *)", "minutes"),
        ("cron(+1 2 * * ? *)", "minutes"),
        ("rate(0 days)", "at least 1"),
        ("rate(7 weeks)", "unit"),
        ("rate(days)", "number and a unit"),
        ("at(2026-05-01)", "yyyy-mm-ddThh:mm:ss"),
        ("at(2026-13-01T00:00:00)", "yyyy-mm-ddThh:mm:ss"),
    ] {
        let invalid = Schedule::parse(expression, None, None).unwrap_err().to_string();
        assert!(invalid.contains(reason), "{expression}: {invalid}");
    }
    assert!(Schedule::parse("rate(1 day)", Some("Mars/Olympus"), None).is_err());
    assert!(Schedule::parse("rate(1 day)", None, Some(2)).is_err(), "an offset of a rate");
}

#[test]
fn times_are_those_of_the_zone() {
    let schedule = Schedule::parse("cron(30 2 * * ? *)", Some("Europe/Berlin"), None).unwrap();
    let spring = row(&schedule, "2026-03-28T00:00:00Z", 2);
    assert_eq!(spring, ["2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z"], "02:30 is left out on the 29th");
    let autumn = row(&schedule, "2026-10-24T12:00:00Z", 2);
    assert_eq!(autumn, ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"], "and counts once on the 25th");
    let schedule = Schedule::parse("at(2026-07-01T09:00:00)", Some("America/Los_Angeles"), None).unwrap();
    assert_eq!(row(&schedule, "2026-01-01T00:00:00Z", 2), ["2026-07-01T16:00:00Z"]);
}

#[test]
fn an_offset_follows_each_time_by_days() {
    let schedule = Schedule::parse("cron(0 2 ? * TUE#2 *)", None, Some(2)).unwrap();
    // The second Tuesday of May 2026 is the 12th, that of June the 9th.
    let expected = ["2026-05-14T02:00:00Z", "2026-06-11T02:00:00Z"];
    assert_eq!(row(&schedule, "2026-05-13T00:00:00Z", 2), expected);
}

#[test]
fn times_are_written_as_short_as_can_be() {
    let zone = |name| Schedule::parse("rate(1 day)", Some(name), None).unwrap();
    let pacific = zone("America/Los_Angeles");
    assert_eq!(zone("UTC").write(at("2026-05-11T16:00:00Z")), "2026-05-11T16:00Z");
    assert_eq!(pacific.write(at("2026-05-11T16:00:30Z")), "2026-05-11T09:00:30-07:00");
    assert_eq!(zone("UTC").write(at("2026-05-11T16:00:30.25Z")), "2026-05-11T16:00:30.250Z");
    for bound in
        ["2026-05-11T09:00:00-07:00", "2026-05-11T16:00:00Z", "2026-05-11T09:00:00", "2026-05-11T09:00"]
    {
        assert_eq!(pacific.read(bound), Some(at("2026-05-11T16:00:00Z")), "{bound}");
    }
    assert_eq!(pacific.read("tomorrow"), None);
}

fn listed(values: &BTreeSet<i64>) -> String {
    let texts: Vec<String> = values.iter().map(ToString::to_string).collect();
    texts.join(",")
}

/// The first minute after this time that fits, found by looking at each.
fn searched(
    after: OffsetDateTime,
    fits: impl Fn(OffsetDateTime) -> bool,
    days: i64,
) -> Option<OffsetDateTime> {
    let minute = after.replace_second(0).unwrap().replace_nanosecond(0).unwrap();
    (1..=days * 24 * 60).map(|minutes| minute + Duration::minutes(minutes)).find(|time| fits(*time))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_next_time_is_the_first_that_fits(
        minutes in btree_set(0i64..60, 1..4),
        hours in btree_set(0i64..24, 1..4),
        days in btree_set(1i64..32, 1..6),
        months in btree_set(1i64..13, 1..13),
        by_week in any::<bool>(),
        seconds in 0i64..2_000_000_000,
    ) {
        let after = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
        let week: BTreeSet<i64> = days.iter().map(|day| (day - 1) % 7 + 1).collect();
        let (of_month, of_week) = if by_week { ("?".to_owned(), listed(&week)) } else { (listed(&days), "?".to_owned()) };
        let (minute, hour, month) = (listed(&minutes), listed(&hours), listed(&months));
        let expression = format!("cron({minute} {hour} {of_month} {month} {of_week} *)");
        let schedule = Schedule::parse(&expression, None, None).unwrap();
        let fits = |time: OffsetDateTime| {
            let day = if by_week {
                week.contains(&i64::from(time.weekday().number_from_sunday()))
            } else {
                days.contains(&i64::from(time.day()))
            };
            day && minutes.contains(&i64::from(time.minute()))
                && hours.contains(&i64::from(time.hour()))
                && months.contains(&i64::from(u8::from(time.month())))
        };
        let found = schedule.next(after, after);
        if let Some(found) = found {
            prop_assert!(found > after && fits(found) && found.second() == 0, "{expression}: {found}");
        }
        let searched = searched(after, fits, 60);
        let soon = found.filter(|found| *found <= after + Duration::days(59));
        prop_assert!(soon.is_none() || soon == searched, "{expression}: {found:?}, {searched:?}");
        prop_assert!(searched.is_none() || found == searched, "{expression}: {found:?}, {searched:?}");
    }

    #[test]
    fn every_time_of_a_zone_comes_after_the_one_before(
        minute in 0i64..60,
        step in 1i64..12,
        seconds in 1_500_000_000i64..1_900_000_000,
        zone in prop::sample::select(vec!["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]),
    ) {
        let expression = format!("cron({minute}/7 */{step} * * ? *)");
        let schedule = Schedule::parse(&expression, Some(zone), None).unwrap();
        let mut time = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
        for _ in 0..50 {
            let next = schedule.next(time, time).unwrap();
            prop_assert!(next > time, "{expression} in {zone}: {next} after {time}");
            time = next;
        }
    }
}
