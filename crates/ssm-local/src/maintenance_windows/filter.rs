//! Filters of lists: keys, of which each list knows some, and values.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::model::types::MaintenanceWindowFilter;
use crate::protocol::Error;

/// The keys of lists of executions, whose value is a time.
const TIMES: [&str; 2] = ["ExecutedBefore", "ExecutedAfter"];

/// Conditions of which an item must meet all.
pub(super) struct Filters(Vec<(String, Vec<String>)>);

impl Filters {
    /// The filters of a request to a list that knows these keys.
    pub(super) fn of(filters: Option<Vec<MaintenanceWindowFilter>>, keys: &[&str]) -> Result<Self, Error> {
        let checked = filters.unwrap_or_default().into_iter().map(|filter| {
            let key = filter.key.unwrap_or_default();
            let values = filter.values.unwrap_or_default();
            if !keys.contains(&key.as_str()) {
                let message = format!("{key:?} is no key of a filter here; keys are {}", keys.join(", "));
                return Err(Error::validation(message));
            }
            if TIMES.contains(&key.as_str())
                && let Some(wrong) = values.iter().find(|value| time(value).is_none())
            {
                let message = format!("{wrong:?} is no time such as 2030-11-04T05:00:00Z");
                return Err(Error::validation(message));
            }
            Ok((key, values))
        });
        checked.collect::<Result<_, _>>().map(Self)
    }

    /// Whether an item has one of the values of each filter.
    pub(super) fn accept<'a>(&self, value: impl Fn(&str) -> Option<&'a str>) -> bool {
        self.0
            .iter()
            .all(|(key, values)| value(key).is_some_and(|own| values.iter().any(|value| value == own)))
    }

    /// Whether an execution began at the times asked for.
    pub(super) fn accept_time(&self, begun: Option<OffsetDateTime>) -> bool {
        let Some(begun) = begun else { return self.0.is_empty() };
        self.0.iter().all(|(key, values)| {
            values.iter().filter_map(|value| time(value)).any(|bound| match key.as_str() {
                "ExecutedBefore" => begun < bound,
                _ => begun > bound,
            })
        })
    }
}

fn time(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok()
}
