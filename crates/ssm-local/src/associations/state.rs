//! How associations stand: the statuses of nodes, and what they sum up to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::model::types::{InstanceAssociationExecutionResult, InstanceAssociationOutputUrl};

/// What a node is told of an association that it never applied.
pub(super) const ASSOCIATED: &str = "Associated";
pub(super) const PENDING: &str = "Pending";
pub(super) const IN_PROGRESS: &str = "InProgress";
pub(super) const SUCCESS: &str = "Success";
pub(super) const FAILED: &str = "Failed";
const SKIPPED: &str = "Skipped";

/// How an association stands on one node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct NodeState {
    pub(super) status: String,
    pub(super) detailed_status: String,
    pub(super) date: OffsetDateTime,
    pub(super) summary: Option<String>,
    pub(super) error_code: Option<String>,
    pub(super) output_url: Option<InstanceAssociationOutputUrl>,
}

impl NodeState {
    /// A node that has yet to begin.
    pub(super) fn pending(now: OffsetDateTime) -> Self {
        Self {
            status: PENDING.to_owned(),
            detailed_status: PENDING.to_owned(),
            date: now,
            summary: None,
            error_code: None,
            output_url: None,
        }
    }

    /// What a node tells.
    pub(super) fn told(result: InstanceAssociationExecutionResult) -> Self {
        let status = match result.status.as_str() {
            ASSOCIATED => PENDING,
            SKIPPED => SUCCESS,
            known @ (PENDING | IN_PROGRESS | SUCCESS) => known,
            _ => FAILED,
        };
        Self {
            status: status.to_owned(),
            detailed_status: result.status,
            date: result.execution_date,
            summary: Some(result.execution_summary).filter(|summary| !summary.is_empty()),
            error_code: result.error_code.filter(|code| !code.is_empty()),
            output_url: result.output_url,
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.status != PENDING && self.status != IN_PROGRESS
    }
}

/// What the statuses of nodes sum up to; success if there are none.
pub(super) fn sum<'a>(statuses: impl Iterator<Item = &'a str> + Clone) -> &'static str {
    let any = |wanted: &str| statuses.clone().any(|status| status == wanted);
    if any(IN_PROGRESS) {
        IN_PROGRESS
    } else if any(PENDING) {
        PENDING
    } else if statuses.clone().all(|status| status == SUCCESS) {
        SUCCESS
    } else {
        FAILED
    }
}

/// How many nodes have each status.
pub(super) fn counts<'a>(statuses: impl Iterator<Item = &'a str>) -> BTreeMap<String, i32> {
    statuses.fold(BTreeMap::new(), |mut counts, status| {
        *counts.entry(status.to_owned()).or_default() += 1;
        counts
    })
}

#[cfg(test)]
mod tests {
    use super::sum;

    #[test]
    fn the_sum_is_over_when_all_are_and_a_success_if_all_are() {
        for (statuses, expected) in [
            (&[][..], "Success"),
            (&["Success", "Success"], "Success"),
            (&["Success", "Failed"], "Failed"),
            (&["Failed", "Pending"], "Pending"),
            (&["Pending", "InProgress", "Failed"], "InProgress"),
        ] {
            assert_eq!(sum(statuses.iter().copied()), expected, "{statuses:?}");
        }
    }
}
