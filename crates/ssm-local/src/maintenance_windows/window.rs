//! A maintenance window.

use serde::{Deserialize, Serialize};
use ssm_schedule::Schedule;
use time::{Duration, OffsetDateTime};

use crate::model::types::MaintenanceWindowIdentity;
use crate::protocol::Error;

/// What a window is, and when it is next due.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Window {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) start_date: Option<String>,
    pub(super) end_date: Option<String>,
    pub(super) schedule: String,
    pub(super) schedule_timezone: Option<String>,
    pub(super) schedule_offset: Option<i32>,
    /// In hours.
    pub(super) duration: i32,
    /// How many hours before its end no task starts any more.
    pub(super) cutoff: i32,
    pub(super) allow_unassociated_targets: bool,
    pub(super) enabled: bool,
    pub(super) created: OffsetDateTime,
    pub(super) modified: OffsetDateTime,
    /// When its schedule was set, from which a rate counts unless there is a start date.
    pub(super) scheduled: OffsetDateTime,
    /// None if it is disabled or never due again.
    pub(super) next: Option<OffsetDateTime>,
}

impl Window {
    /// Finds out when it is next due after this time, or what is wrong with it.
    pub(super) fn plan(&mut self, after: OffsetDateTime) -> Result<(), Error> {
        if self.cutoff >= self.duration {
            return Err(Error::validation(format!(
                "the cutoff of {} hours must be shorter than the duration of {} hours",
                self.cutoff, self.duration
            )));
        }
        let timetable = self.timetable()?;
        self.next = timetable.next(after).filter(|_| self.enabled);
        Ok(())
    }

    /// When it is due, whether it is enabled or not.
    pub(super) fn timetable(&self) -> Result<Timetable, Error> {
        let zone = self.schedule_timezone.as_deref();
        let schedule = Schedule::parse(&self.schedule, zone, self.schedule_offset)
            .map_err(|invalid| Error::validation(invalid.to_string()))?;
        let bound = |name: &str, text: &Option<String>| match text.as_deref() {
            None | Some("") => Ok(None),
            Some(text) => schedule.read(text).map(Some).ok_or_else(|| {
                Error::validation(format!("the {name} {text:?} is no date and time of ISO 8601"))
            }),
        };
        let start = bound("StartDate", &self.start_date)?;
        let end = bound("EndDate", &self.end_date)?;
        if start.zip(end).is_some_and(|(start, end)| start >= end) {
            return Err(Error::validation("the StartDate must come before the EndDate"));
        }
        Ok(Timetable { schedule, start, end, anchor: start.unwrap_or(self.scheduled) })
    }

    /// When no further task may start in an execution that began at this time.
    pub(super) fn cutoff_of(&self, begun: OffsetDateTime) -> OffsetDateTime {
        let hours = i64::from(self.duration - self.cutoff);
        begun.checked_add(Duration::hours(hours)).unwrap_or(begun)
    }

    /// When it is next due, as answers write it.
    pub(super) fn next_written(&self) -> Option<String> {
        let timetable = self.timetable().ok()?;
        self.next.map(|next| timetable.written(next))
    }

    pub(super) fn identity(&self) -> MaintenanceWindowIdentity {
        MaintenanceWindowIdentity {
            window_id: Some(self.id.clone()),
            name: Some(self.name.clone()),
            description: self.description.clone(),
            enabled: Some(self.enabled),
            duration: Some(self.duration),
            cutoff: Some(self.cutoff),
            schedule: Some(self.schedule.clone()),
            schedule_timezone: self.schedule_timezone.clone(),
            schedule_offset: self.schedule_offset,
            end_date: self.end_date.clone(),
            start_date: self.start_date.clone(),
            next_execution_time: self.next_written(),
        }
    }
}

/// A schedule between the first and the last date on which it holds.
pub(super) struct Timetable {
    schedule: Schedule,
    start: Option<OffsetDateTime>,
    end: Option<OffsetDateTime>,
    anchor: OffsetDateTime,
}

impl Timetable {
    /// The first time after this one.
    pub(super) fn next(&self, after: OffsetDateTime) -> Option<OffsetDateTime> {
        let before_start = self.start.map(|start| start.saturating_sub(Duration::MILLISECOND));
        let from = before_start.map_or(after, |start| start.max(after));
        self.schedule.next(from, self.anchor).filter(|next| self.end.is_none_or(|end| *next <= end))
    }

    pub(super) fn written(&self, time: OffsetDateTime) -> String {
        self.schedule.write(time)
    }
}
