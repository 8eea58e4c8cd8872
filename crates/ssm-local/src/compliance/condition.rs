//! Filters of compliance: what may be asked, and what fits.

use crate::model::types::{ComplianceQueryOperatorType as Operator, ComplianceStringFilter, InvalidFilter};
use crate::protocol::Error;

/// What every item has.
const KEYS: [&str; 12] = [
    "ComplianceType",
    "ExecutionId",
    "ExecutionTime",
    "ExecutionType",
    "Id",
    "InstanceId",
    "OverallSeverity",
    "ResourceId",
    "ResourceType",
    "Severity",
    "Status",
    "Title",
];

/// What the service's own types of compliance tell as details.
const DETAILS: [&str; 9] = [
    "CVEIds",
    "Classification",
    "DocumentName",
    "DocumentVersion",
    "InstalledTime",
    "PatchBaselineId",
    "PatchGroup",
    "PatchSeverity",
    "PatchState",
];

/// A condition that something meets or not.
pub(super) struct Condition {
    key: String,
    operator: Operator,
    values: Vec<String>,
}

impl Condition {
    /// All conditions as they may be asked.
    pub(super) fn all(filters: Option<Vec<ComplianceStringFilter>>) -> Result<Vec<Self>, Error> {
        filters.unwrap_or_default().into_iter().map(Self::new).collect()
    }

    fn new(filter: ComplianceStringFilter) -> Result<Self, Error> {
        let key = filter.key.unwrap_or_default();
        if !KEYS.contains(&key.as_str()) && !DETAILS.contains(&key.as_str()) {
            let message =
                format!("{key:?} is no filter; filters are {} and {}", KEYS.join(", "), DETAILS.join(", "));
            return Err(InvalidFilter::with_message(message).into());
        }
        let values = filter.values.unwrap_or_default();
        if values.is_empty() {
            return Err(InvalidFilter::with_message(format!("the filter {key} has no values")).into());
        }
        Ok(Self { key, operator: filter.r#type.unwrap_or(Operator::Equal), values })
    }

    /// Whether that which tells its values by these keys meets the condition.
    pub(super) fn accepts(&self, value: &dyn Fn(&str) -> Option<String>) -> bool {
        let found = value(&self.key);
        let any = |fits: &dyn Fn(&str, &str) -> bool| {
            found.as_deref().is_some_and(|found| self.values.iter().any(|value| fits(found, value)))
        };
        match self.operator {
            Operator::NotEqual => !any(&|found, value| found == value),
            Operator::BeginWith => any(&|found, value| found.starts_with(value)),
            Operator::LessThan => any(&|found, value| found < value),
            Operator::GreaterThan => any(&|found, value| found > value),
            _ => any(&|found, value| found == value),
        }
    }
}
