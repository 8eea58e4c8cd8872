//! When an association has to be applied.

use ssm_client::types::InstanceAssociationSummary;
use ssm_schedule::Schedule;
use time::OffsetDateTime;

/// The answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Due {
    Now,
    At(OffsetDateTime),
    /// Not by itself.
    Never,
    /// It has a schedule that cannot be one, for this reason.
    Unknown(String),
}

/// Decides as the agent does: what is pending and what was never applied is due now, and so is what
/// somebody asks for; the rest by its schedule, counted from the last time.
pub(super) fn due(association: &InstanceAssociationSummary, is_asked: bool, now: OffsetDateTime) -> Due {
    let status = association.detailed_status.as_deref().or(association.status.as_deref());
    if status == Some("Pending") || (is_asked && status != Some("InProgress")) {
        return Due::Now;
    }
    let expression = association.schedule_expression.as_deref().filter(|text| !text.is_empty());
    match expression {
        None if matches!(status, None | Some("" | "Associated")) => Due::Now,
        None => Due::Never,
        Some(expression) => by_schedule(expression, association.last_execution_date, now, status),
    }
}

fn by_schedule(
    expression: &str,
    last: Option<OffsetDateTime>,
    now: OffsetDateTime,
    status: Option<&str>,
) -> Due {
    match Schedule::parse(expression, None, None) {
        Ok(schedule) => match last.map(|last| schedule.next(last, last)) {
            None => Due::Now,
            Some(Some(next)) if next <= now => Due::Now,
            Some(Some(next)) => Due::At(next),
            Some(None) => Due::Never,
        },
        // It was told.
        Err(_) if status == Some("Failed") => Due::Never,
        Err(invalid) => Due::Unknown(invalid.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use ssm_client::types::InstanceAssociationSummary;
    use time::{Duration, OffsetDateTime};

    use super::{Due, due};

    fn association(
        status: &str,
        schedule: Option<&str>,
        last: Option<OffsetDateTime>,
    ) -> InstanceAssociationSummary {
        let mut association = InstanceAssociationSummary::default();
        association.detailed_status = Some(status.to_owned());
        association.schedule_expression = schedule.map(str::to_owned);
        association.last_execution_date = last;
        association
    }

    #[test]
    fn an_association_is_applied_once_when_pending_and_by_its_schedule() {
        let now = OffsetDateTime::UNIX_EPOCH + Duration::days(20_000);
        let hourly = Some("rate(1 hour)");
        let ago = |minutes| Some(now - Duration::minutes(minutes));
        for (status, schedule, last, expected) in [
            ("Pending", None, ago(1), Due::Now),
            ("Associated", None, None, Due::Now),
            ("Success", None, ago(1), Due::Never),
            ("Failed", None, ago(1), Due::Never),
            ("InProgress", None, ago(1), Due::Never),
            ("Associated", hourly, None, Due::Now),
            ("Pending", hourly, ago(1), Due::Now),
            ("Success", hourly, ago(20), Due::At(now + Duration::minutes(40))),
            ("Success", hourly, ago(60), Due::Now),
            ("Failed", hourly, ago(200), Due::Now),
            ("Success", Some("cron(0 12 * * ? *)"), ago(1), Due::At(now + Duration::hours(12))),
            ("Failed", Some("cron(nonsense)"), ago(1), Due::Never),
        ] {
            let found = due(&association(status, schedule, last), false, now);
            assert_eq!(found, expected, "{status} {schedule:?} {last:?}");
        }
        for last in [ago(1), None] {
            let unknown = due(&association("Associated", Some("cron(nonsense)"), last), false, now);
            assert!(matches!(&unknown, Due::Unknown(reason) if reason.contains("nonsense")), "{unknown:?}");
        }
    }

    #[test]
    fn what_is_asked_for_is_applied_unless_it_is_under_way() {
        let now = OffsetDateTime::UNIX_EPOCH;
        assert_eq!(due(&association("Success", None, Some(now)), true, now), Due::Now);
        assert_eq!(due(&association("InProgress", None, Some(now)), true, now), Due::Never);
    }
}
