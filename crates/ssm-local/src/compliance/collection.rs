//! All that was told of compliance.

use serde::{Deserialize, Serialize};

use crate::model::types::{ComplianceExecutionSummary, ComplianceItemEntry, ComplianceStatus};
use crate::store::{NamedTable, Table};

/// The only type of resource that compliance is told of.
pub(super) const RESOURCE_TYPE: &str = "ManagedInstance";

/// Which node, and which type of compliance.
pub(super) type Place = (String, String);

/// What was told, by node and type.
#[derive(Default)]
pub(crate) struct Compliance {
    pub(super) by_place: Table<Place, Report>,
}

/// What was told of a node about one type of compliance.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Report {
    pub(super) execution: ComplianceExecutionSummary,
    pub(super) content_hash: Option<String>,
    pub(super) items: Vec<ComplianceItemEntry>,
}

impl Compliance {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 1] {
        [("compliance", &mut self.by_place)]
    }
}

impl Report {
    /// Whether nothing is as it should not be.
    pub(super) fn is_compliant(&self) -> bool {
        self.items.iter().all(|item| item.status == ComplianceStatus::Compliant)
    }

    /// The items that have a status.
    pub(super) fn items_that_are(
        &self,
        status: ComplianceStatus,
    ) -> impl Iterator<Item = &ComplianceItemEntry> {
        self.items.iter().filter(move |item| item.status == status)
    }
}
