//! When an association is applied.

use ssm_schedule::Schedule;
use time::Duration;

use crate::model::types::{AssociationVersionInfo, InvalidSchedule};
use crate::protocol::Error;

/// How often an association may be applied at most.
const SHORTEST_PERIOD: Duration = Duration::minutes(30);

/// The schedule of an association, if it has one.
pub(super) fn of(version: &AssociationVersionInfo) -> Result<Option<Schedule>, Error> {
    let waits = waits(version);
    let refuse = |message: String| Err(InvalidSchedule::with_message(message).into());
    let Some(expression) = version.schedule_expression.as_deref() else {
        return match (waits, version.schedule_offset) {
            (false, None) => Ok(None),
            _ => refuse("ApplyOnlyAtCronInterval and ScheduleOffset need a ScheduleExpression".to_owned()),
        };
    };
    let schedule = Schedule::parse(expression, None, version.schedule_offset)
        .map_err(|invalid| Error::from(InvalidSchedule::with_message(invalid.to_string())))?;
    if schedule.period().is_some_and(|period| period < SHORTEST_PERIOD) {
        return refuse(format!(
            "an association is applied every 30 minutes at most, and not by {expression}"
        ));
    }
    if waits && schedule.period().is_some() {
        return refuse(format!("ApplyOnlyAtCronInterval does not go with {expression}"));
    }
    if version.schedule_offset.is_some() && !waits {
        return refuse("ScheduleOffset needs ApplyOnlyAtCronInterval".to_owned());
    }
    Ok(Some(schedule))
}

/// The schedule that nodes follow by themselves: one that they understand. Any other is followed here, and
/// nodes are told when it is due.
pub(super) fn of_nodes(version: &AssociationVersionInfo) -> Option<String> {
    let expression = version.schedule_expression.clone()?;
    let is_known = expression.starts_with("cron(") || expression.starts_with("rate(");
    (is_known && version.schedule_offset.is_none()).then_some(expression)
}

/// Whether it is applied by its schedule alone, not as soon as it is created or changed.
pub(super) fn waits(version: &AssociationVersionInfo) -> bool {
    version.apply_only_at_cron_interval.unwrap_or_default()
}
