//! `cron(...)`: times of the day on some days.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

use super::days::Days;
use super::field::{Field, Values};

const SECONDS: Field = Field { name: "seconds", lowest: 0, highest: 59, names: &[], wraps: true };
const MINUTES: Field = Field { name: "minutes", lowest: 0, highest: 59, names: &[], wraps: true };
const HOURS: Field = Field { name: "hours", lowest: 0, highest: 23, names: &[], wraps: true };
const MONTHS: Field = Field {
    name: "months",
    lowest: 1,
    highest: 12,
    names: &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
    wraps: true,
};
const YEARS: Field = Field { name: "years", lowest: 1970, highest: 2199, names: &[], wraps: false };

/// Six fields, minutes to years, or seven, of which the first are seconds.
#[derive(Debug)]
pub(super) struct Cron {
    seconds: Values,
    minutes: Values,
    hours: Values,
    days: Days,
    months: Values,
    years: Values,
}

impl Cron {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let text = text.to_ascii_uppercase();
        let fields: Vec<&str> = text.split_whitespace().collect();
        let (seconds, fields) = match fields.as_slice() {
            [seconds, rest @ ..] if rest.len() == 6 => (*seconds, rest),
            rest => ("0", rest),
        };
        let [minutes, hours, day_of_month, month, day_of_week, year] = fields else {
            return Err(format!(
                "cron takes 6 fields: minutes, hours, day-of-month, month, day-of-week and year, or seconds \
                 before them; there are {}",
                fields.len()
            ));
        };
        let cron = Self {
            seconds: SECONDS.parse(seconds)?,
            minutes: MINUTES.parse(minutes)?,
            hours: HOURS.parse(hours)?,
            days: Days::parse(day_of_month, day_of_week)?,
            months: MONTHS.parse(month)?,
            years: YEARS.parse(year)?,
        };
        Ok(cron)
    }

    /// The first time after this one, if there is one before the year 2200.
    pub(super) fn next(&self, after: DateTime) -> Option<DateTime> {
        let from = after.checked_add(1.second()).ok()?;
        let later_that_day = self.is_on(from.date()).then(|| self.time_from(from.time())).flatten();
        if let Some(time) = later_that_day {
            return Some(from.date().to_datetime(time));
        }
        let first = self.time_from(Time::midnight())?;
        Some(self.date_from(from.date().tomorrow().ok()?)?.to_datetime(first))
    }

    fn is_on(&self, date: Date) -> bool {
        self.years.contains(date.year())
            && self.months.contains(date.month().into())
            && self.days.contains(date)
    }

    /// The first day from this one on.
    fn date_from(&self, mut date: Date) -> Option<Date> {
        loop {
            let year = self.years.at_least(date.year())?;
            if year != date.year() {
                date = Date::new(year, 1, 1).ok()?;
            }
            if self.is_on(date) {
                return Some(date);
            }
            let is_in_month = self.months.contains(date.month().into());
            let last_before = if is_in_month { date } else { date.last_of_month() };
            date = last_before.tomorrow().ok()?;
        }
    }

    /// The first time of a day from this one on.
    fn time_from(&self, from: Time) -> Option<Time> {
        let (hour, minute, second) = (from.hour().into(), from.minute().into(), from.second().into());
        let in_minute = self.hours.contains(hour) && self.minutes.contains(minute);
        let in_hour = self.hours.contains(hour);
        if let Some(second) = self.seconds.at_least(second).filter(|_| in_minute) {
            return time(hour, minute, second);
        }
        if let Some(minute) = self.minutes.at_least(minute + 1).filter(|_| in_hour) {
            return time(hour, minute, self.seconds.first()?);
        }
        time(self.hours.at_least(hour + 1)?, self.minutes.first()?, self.seconds.first()?)
    }
}

fn time(hour: i16, minute: i16, second: i16) -> Option<Time> {
    let part = |value: i16| i8::try_from(value).ok();
    Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()
}
