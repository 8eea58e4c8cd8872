//! Filters of OpsItems: what may be asked, and what fits.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::check;
use crate::identity::Identity;
use crate::model::types::{
    OpsItem, OpsItemDataType, OpsItemFilter, OpsItemFilterKey as Key, OpsItemFilterOperator as Operator,
    OpsItemStatus,
};
use crate::protocol::Error;

/// A condition that an item meets or not.
pub(super) struct Condition {
    key: Key,
    operator: Operator,
    values: Vec<String>,
    /// The values of a filter that compares times.
    times: Vec<OffsetDateTime>,
}

impl Condition {
    /// A filter as it may be asked.
    pub(super) fn new(filter: OpsItemFilter) -> Result<Self, Error> {
        let OpsItemFilter { key, values, operator } = filter;
        let operators = operators(&key);
        if !operators.contains(&operator) {
            let names: Vec<&str> = operators.iter().map(Operator::as_str).collect();
            return Err(Error::validation(format!(
                "{} is no operator of the filter {}; operators are {}",
                operator.as_str(),
                key.as_str(),
                names.join(", ")
            )));
        }
        if values.is_empty() {
            return Err(Error::validation(format!("the filter {} has no values", key.as_str())));
        }
        let mut times = Vec::new();
        if is_time(&key) {
            for value in &values {
                let time = OffsetDateTime::parse(value, &Rfc3339).map_err(|_| {
                    let key = key.as_str();
                    Error::validation(format!(
                        "{key} must be a time such as 2026-12-31T23:59:59Z, not {value:?}"
                    ))
                })?;
                times.push(time);
            }
        }
        Ok(Self { key, operator, values, times })
    }

    /// Whether an item meets the condition.
    pub(super) fn accepts(&self, item: &OpsItem, identity: &Identity) -> bool {
        match &self.key {
            Key::OperationalData => self.values.iter().any(|value| has_data(item, value)),
            Key::OperationalDataKey => item.operational_data.keys().any(|key| self.fits(key)),
            Key::OperationalDataValue => {
                let searchable = item.operational_data.values();
                let mut searchable =
                    searchable.filter(|value| value.r#type == Some(OpsItemDataType::SearchableString));
                searchable.any(|value| self.fits(value.value.as_deref().unwrap_or_default()))
            }
            Key::ResourceId => self.fits_data(item, check::RESOURCES),
            Key::AutomationId => self.fits_data(item, check::AUTOMATIONS),
            Key::AccountId => self.fits(&identity.account_id),
            key if is_time(key) => time(item, key).is_some_and(|time| self.fits_time(time)),
            key => text(item, key).is_some_and(|found| self.fits(&found)),
        }
    }

    fn fits(&self, found: &str) -> bool {
        self.values.iter().any(|value| match self.operator {
            Operator::Contains => found.contains(value.as_str()),
            _ => found == value,
        })
    }

    fn fits_time(&self, found: OffsetDateTime) -> bool {
        self.times.iter().any(|time| match self.operator {
            Operator::LessThan => found < *time,
            _ => found > *time,
        })
    }

    /// Whether the operational data of this key names one of the values.
    fn fits_data(&self, item: &OpsItem, key: &str) -> bool {
        let data = item.operational_data.get(key).and_then(|data| data.value.as_deref()).unwrap_or_default();
        self.values.iter().any(|value| data.contains(value.as_str()))
    }
}

fn is_time(key: &Key) -> bool {
    matches!(
        key,
        Key::CreatedTime
            | Key::LastModifiedTime
            | Key::ActualStartTime
            | Key::ActualEndTime
            | Key::PlannedStartTime
            | Key::PlannedEndTime
    )
}

fn operators(key: &Key) -> &'static [Operator] {
    match key {
        key if is_time(key) => &[Operator::GreaterThan, Operator::LessThan],
        Key::CreatedBy | Key::Source | Key::Title | Key::OperationalDataValue => {
            &[Operator::Equal, Operator::Contains]
        }
        Key::ResourceId => &[Operator::Contains],
        _ => &[Operator::Equal],
    }
}

fn text(item: &OpsItem, key: &Key) -> Option<String> {
    match key {
        Key::Status => item.status.as_ref().map(OpsItemStatus::as_str).map(str::to_owned),
        Key::CreatedBy => item.created_by.clone(),
        Key::Source => item.source.clone(),
        Key::Priority => item.priority.map(|priority| priority.to_string()),
        Key::Title => item.title.clone(),
        Key::OpsitemId => item.ops_item_id.clone(),
        Key::Category => item.category.clone(),
        Key::Severity => item.severity.clone(),
        Key::OpsitemType => item.ops_item_type.clone(),
        // There are no requests for access or change, and no insights.
        _ => None,
    }
}

fn time(item: &OpsItem, key: &Key) -> Option<OffsetDateTime> {
    match key {
        Key::CreatedTime => item.created_time,
        Key::LastModifiedTime => item.last_modified_time,
        Key::ActualStartTime => item.actual_start_time,
        Key::ActualEndTime => item.actual_end_time,
        Key::PlannedStartTime => item.planned_start_time,
        _ => item.planned_end_time,
    }
}

/// Whether an item has operational data as a filter names it: `{"key":"k","value":"v"}`.
fn has_data(item: &OpsItem, filter: &str) -> bool {
    let Ok(filter) = serde_json::from_str::<serde_json::Value>(filter) else { return false };
    let (Some(key), Some(value)) = (filter["key"].as_str(), filter["value"].as_str()) else { return false };
    let data = item.operational_data.get(key);
    data.is_some_and(|data| {
        data.r#type == Some(OpsItemDataType::SearchableString) && data.value.as_deref() == Some(value)
    })
}
