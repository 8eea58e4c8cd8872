//! The settings that were changed.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::store::{NamedTable, Table};

/// What was changed, by the id of the setting.
#[derive(Default)]
pub(crate) struct ServiceSettings {
    pub(super) by_id: Table<String, Changed>,
}

/// What became of a setting.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Changed {
    /// None if it was reset to its default.
    pub(super) value: Option<String>,
    pub(super) time: OffsetDateTime,
}

impl ServiceSettings {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 1] {
        [("service-settings", &mut self.by_id)]
    }

    /// What the account chose for a setting, if it chose anything.
    pub(crate) fn chosen(&self, id: &str) -> Option<&str> {
        self.by_id.get(id)?.value.as_deref()
    }
}
