//! Which days a cron expression means, by their place in the month or in the week.

use jiff::civil::{Date, Weekday};

use super::field::{Field, Values};

const DAYS_OF_MONTH: Field =
    Field { name: "days of the month", lowest: 1, highest: 31, names: &[], wraps: true };

const DAYS_OF_WEEK: Field = Field {
    name: "days of the week",
    lowest: 1,
    highest: 7,
    names: &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
    wraps: true,
};

/// Some days of any month.
#[derive(Debug, PartialEq)]
pub(super) enum Days {
    OfMonth(Values),
    /// As many days before the last one, `L` and `L-3`.
    Last(i16),
    /// The working day nearest to the last day, `LW`.
    LastWorkingDay,
    /// The working day nearest to a day, `15W`.
    WorkingDay(i16),
    OfWeek(Values),
    /// The last such day of the week, `6L`.
    LastOfWeek(i16),
    /// The n-th such day of the week, `3#2`.
    NthOfWeek(i16, i16),
}

impl Days {
    /// Reads both fields, of which one says nothing.
    pub(super) fn parse(of_month: &str, of_week: &str) -> Result<Self, String> {
        match (of_month, of_week) {
            ("?", "?") => Err("only one of day-of-month and day-of-week may be ?".to_owned()),
            (_, "?") => of_month_field(of_month),
            ("?", _) => of_week_field(of_week),
            (_, _) => Err("one of day-of-month and day-of-week must be ?".to_owned()),
        }
    }

    pub(super) fn contains(&self, date: Date) -> bool {
        let (day, last) = (i16::from(date.day()), i16::from(date.days_in_month()));
        let day_of_week = i16::from(date.weekday().to_sunday_one_offset());
        match self {
            Self::OfMonth(days) => days.contains(day),
            Self::Last(before) => day == last - before,
            Self::LastWorkingDay => is_nearest_working_day(date, last),
            Self::WorkingDay(of) => is_nearest_working_day(date, (*of).min(last)),
            Self::OfWeek(days) => days.contains(day_of_week),
            Self::LastOfWeek(wanted) => day_of_week == *wanted && day + 7 > last,
            Self::NthOfWeek(wanted, n) => day_of_week == *wanted && (day - 1) / 7 + 1 == *n,
        }
    }
}

fn of_month_field(text: &str) -> Result<Days, String> {
    let refuse = || DAYS_OF_MONTH.refuse(text);
    if text == "L" {
        return Ok(Days::Last(0));
    }
    if text == "LW" {
        return Ok(Days::LastWorkingDay);
    }
    if let Some(before) = text.strip_prefix("L-") {
        // A month may have 28 days.
        return DAYS_OF_MONTH.value(before).filter(|before| *before < 28).map(Days::Last).ok_or_else(refuse);
    }
    match text.strip_suffix('W') {
        Some(day) => DAYS_OF_MONTH.value(day).map(Days::WorkingDay).ok_or_else(refuse),
        None => DAYS_OF_MONTH.parse(text).map(Days::OfMonth),
    }
}

fn of_week_field(text: &str) -> Result<Days, String> {
    let refuse = || DAYS_OF_WEEK.refuse(text);
    if let Some((day, n)) = text.split_once('#') {
        let n = n.parse::<i16>().ok().filter(|n| (1..=5).contains(n));
        let day = DAYS_OF_WEEK.value(day);
        return day.zip(n).map(|(day, n)| Days::NthOfWeek(day, n)).ok_or_else(refuse);
    }
    match text.strip_suffix('L') {
        // The last day of any week.
        Some("") => DAYS_OF_WEEK.parse("SAT").map(Days::OfWeek),
        Some(day) => DAYS_OF_WEEK.value(day).map(Days::LastOfWeek).ok_or_else(refuse),
        None => DAYS_OF_WEEK.parse(text).map(Days::OfWeek),
    }
}

/// Whether this is the day from Monday to Friday that is nearest to that day of the same month.
fn is_nearest_working_day(date: Date, day: i16) -> bool {
    let Some(wanted) = i8::try_from(day).ok().and_then(|day| Date::new(date.year(), date.month(), day).ok())
    else {
        return false;
    };
    let nearest = match wanted.weekday() {
        Weekday::Saturday if day == 1 => day + 2,
        Weekday::Saturday => day - 1,
        Weekday::Sunday if day == i16::from(wanted.days_in_month()) => day - 2,
        Weekday::Sunday => day + 1,
        _ => day,
    };
    i16::from(date.day()) == nearest
}
