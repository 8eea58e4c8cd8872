//! All resource data syncs.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::model::types::{ResourceDataSyncS3Destination, ResourceDataSyncSource};
use crate::store::{NamedTable, Table};

/// Syncs by name.
#[derive(Default)]
pub(crate) struct ResourceDataSyncs {
    pub(super) by_name: Table<String, Sync>,
}

/// A sync.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Sync {
    pub(super) flow: Flow,
    pub(super) created: OffsetDateTime,
    pub(super) modified: OffsetDateTime,
}

/// From where to where data flows.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Flow {
    /// From here to a bucket.
    ToDestination(ResourceDataSyncS3Destination),
    /// From other accounts or regions to here.
    FromSource(ResourceDataSyncSource),
}

impl Flow {
    /// What the service calls it.
    pub(super) fn sync_type(&self) -> &'static str {
        match self {
            Self::ToDestination(_) => TO_DESTINATION,
            Self::FromSource(_) => FROM_SOURCE,
        }
    }
}

/// The type of a sync to a bucket, which is also what no type means.
pub(super) const TO_DESTINATION: &str = "SyncToDestination";

/// The type of a sync from other accounts or regions.
pub(super) const FROM_SOURCE: &str = "SyncFromSource";

impl ResourceDataSyncs {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 1] {
        [("resource-data-syncs", &mut self.by_name)]
    }

    /// Whether there is a sync of this name.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.by_name.contains(name)
    }
}
