//! All that the endpoint remembers.

mod change;
mod state_file;
mod stores;
mod table;

pub use state_file::StateError;
pub(crate) use state_file::{Batch, NotKept, StateFile};
pub(crate) use stores::Stores;
pub(crate) use table::{Rows, Table};

use crate::compliance::Compliance;
use crate::inventory::Inventory;
use crate::paging::Paging;
use crate::parameters::Parameters;
use crate::patching::Patching;
use crate::resource_data_sync::ResourceDataSyncs;
use crate::service_settings::ServiceSettings;
use crate::tags::Tags;

/// What one account has in one region, a field per capability.
#[derive(Default)]
pub(crate) struct Store {
    pub(crate) compliance: Compliance,
    pub(crate) inventory: Inventory,
    pub(crate) paging: Paging,
    pub(crate) parameters: Parameters,
    pub(crate) patching: Patching,
    pub(crate) resource_data_syncs: ResourceDataSyncs,
    pub(crate) service_settings: ServiceSettings,
    pub(crate) tags: Tags,
}

impl Store {
    /// Every table with its name in the state file, which stays what it is once it was published.
    fn tables(&mut self) -> [(&'static str, &mut dyn Rows); 11] {
        let [inventory_items, inventory_types, inventory_deletions] = self.inventory.rows();
        let [patch_baselines, patch_defaults, patch_groups] = self.patching.rows();
        [
            ("compliance", self.compliance.rows()),
            ("inventory-deletions", inventory_deletions),
            ("inventory-items", inventory_items),
            ("inventory-types", inventory_types),
            ("parameters", self.parameters.rows()),
            ("patch-baselines", patch_baselines),
            ("patch-defaults", patch_defaults),
            ("patch-groups", patch_groups),
            ("resource-data-syncs", self.resource_data_syncs.rows()),
            ("service-settings", self.service_settings.rows()),
            ("tags", self.tags.rows()),
        ]
    }
}
