//! When something is to happen: the schedule expressions of Systems Manager.
//!
//! An expression is `cron(...)`, `rate(...)` or `at(...)`. Times of day are those of a time zone, and
//! what follows a cron expression by an offset of days is a schedule as well.
//!
//! ```
//! use ssm_schedule::Schedule;
//! use time::OffsetDateTime;
//!
//! let schedule = Schedule::parse("cron(0 2 * * ? *)", Some("Europe/Berlin"), None)?;
//! let midnight = OffsetDateTime::UNIX_EPOCH;
//! let next = schedule.next(midnight, midnight).map(|next| schedule.write(next));
//! assert_eq!(next.as_deref(), Some("1970-01-01T02:00+01:00"));
//! # Ok::<(), ssm_schedule::Invalid>(())
//! ```

#![cfg_attr(docsrs, feature(doc_cfg))]

mod cron;
mod date_time;
mod days;
mod field;
mod rate;

/// The README's code, which is compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Span, Timestamp};
use time::OffsetDateTime;

use cron::Cron;
use rate::Rate;

/// A schedule that can be told when it is next due.
#[derive(Debug)]
pub struct Schedule {
    kind: Kind,
    zone: TimeZone,
    /// How many days after each time of a cron expression it is due.
    offset: i64,
}

#[derive(Debug)]
enum Kind {
    Cron(Cron),
    Rate(Rate),
    At(DateTime),
}

/// What is wrong with an expression, a time zone or an offset.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(String);

impl Schedule {
    /// Reads an expression. Its times are those of the zone of this IANA name, or of UTC; an offset in
    /// days goes with a cron expression alone.
    ///
    /// # Errors
    ///
    /// [`Invalid`], which says in words what cannot be.
    pub fn parse(expression: &str, zone: Option<&str>, offset: Option<i32>) -> Result<Self, Invalid> {
        let kind = kind(expression)
            .map_err(|reason| Invalid(format!("the schedule expression {expression:?}: {reason}")))?;
        if offset.is_some() && !matches!(kind, Kind::Cron(_)) {
            let message = format!("an offset goes with cron(...), and the schedule is {expression:?}");
            return Err(Invalid(message));
        }
        Ok(Self { kind, zone: self::zone(zone)?, offset: offset.unwrap_or_default().into() })
    }

    /// The first time after this one at which it is due; a rate counts from its anchor. A time that
    /// the clocks of the zone leave out is left out, and one that they show twice counts once.
    #[must_use]
    pub fn next(&self, after: OffsetDateTime, anchor: OffsetDateTime) -> Option<OffsetDateTime> {
        match &self.kind {
            Kind::Rate(rate) => rate.next(after, anchor),
            Kind::At(time) => self.instant(*time).filter(|time| *time > after),
            Kind::Cron(cron) => self.next_of_cron(cron, after),
        }
    }

    /// How often it is due, if that is always the same.
    #[must_use]
    pub fn period(&self) -> Option<time::Duration> {
        match &self.kind {
            Kind::Rate(rate) => Some(rate.period()),
            _ => None,
        }
    }

    /// A time in ISO 8601, as requests have them: with an offset from UTC, or as the zone shows it.
    #[must_use]
    pub fn read(&self, text: &str) -> Option<OffsetDateTime> {
        date_time::parse_bound(text, &self.zone)
    }

    /// A time as the zone shows it, as short as ISO 8601 allows: `2030-05-11T16:00Z`,
    /// `2030-05-11T09:00:30-07:00`.
    #[must_use]
    pub fn write(&self, time: OffsetDateTime) -> String {
        date_time::written(time, &self.zone)
    }

    fn next_of_cron(&self, cron: &Cron, after: OffsetDateTime) -> Option<OffsetDateTime> {
        let days = Span::new().try_days(self.offset).ok()?;
        let local = self.zone.to_datetime(timestamp(after)?);
        let mut time = local.checked_sub(days).ok()?;
        loop {
            time = cron.next(time)?;
            let due = self.instant(time.checked_add(days).ok()?).filter(|due| *due > after);
            if due.is_some() {
                return due;
            }
        }
    }

    /// When the clocks of the zone show this time, and first if they do so twice.
    fn instant(&self, time: DateTime) -> Option<OffsetDateTime> {
        let offset = match self.zone.to_ambiguous_timestamp(time).offset() {
            AmbiguousOffset::Unambiguous { offset } => offset,
            AmbiguousOffset::Fold { before, .. } => before,
            AmbiguousOffset::Gap { .. } => return None,
        };
        OffsetDateTime::from_unix_timestamp(offset.to_timestamp(time).ok()?.as_second()).ok()
    }
}

fn kind(expression: &str) -> Result<Kind, String> {
    let parts = expression.trim().strip_suffix(')').and_then(|rest| rest.split_once('('));
    match parts {
        Some(("cron", fields)) => Cron::parse(fields).map(Kind::Cron),
        Some(("rate", rate)) => Rate::parse(rate).map(Kind::Rate),
        Some(("at", time)) => date_time::parse_local(time).map(Kind::At),
        _ => Err("it is none of cron(...), rate(...) and at(...)".to_owned()),
    }
}

fn zone(name: Option<&str>) -> Result<TimeZone, Invalid> {
    let Some(name) = name.filter(|name| !name.is_empty()) else { return Ok(TimeZone::UTC) };
    TimeZone::get(name).map_err(|_| {
        Invalid(format!(
            "there is no time zone {name:?}; it takes a name of the IANA time zone database, such as Europe/Berlin"
        ))
    })
}

fn timestamp(time: OffsetDateTime) -> Option<Timestamp> {
    Timestamp::from_nanosecond(time.unix_timestamp_nanos()).ok()
}

#[cfg(test)]
mod tests;
