//! All that the endpoint remembers.

mod change;
mod state_file;
mod stores;
mod table;

pub use state_file::StateError;
pub(crate) use state_file::{Batch, NotKept, StateFile};
pub(crate) use stores::{Others, Stores};
pub(crate) use table::{NamedTable, Table};

use crate::associations::Associations;
use crate::automation::Automations;
use crate::compliance::Compliance;
use crate::documents::Documents;
use crate::inventory::Inventory;
use crate::maintenance_windows::MaintenanceWindows;
use crate::messages::Messages;
use crate::nodes::Nodes;
use crate::ops::{AllOpsMetadata, OpsItems};
use crate::paging::Paging;
use crate::parameters::Parameters;
use crate::patching::Patching;
use crate::resource_data_sync::ResourceDataSyncs;
use crate::resource_policies::ResourcePolicies;
use crate::run_command::Commands;
use crate::service_settings::ServiceSettings;
use crate::sessions::Sessions;
use crate::tags::Tags;

/// What one account has in one region, a field per capability.
#[derive(Default)]
pub(crate) struct Store {
    pub(crate) associations: Associations,
    pub(crate) automations: Automations,
    pub(crate) commands: Commands,
    pub(crate) compliance: Compliance,
    pub(crate) documents: Documents,
    pub(crate) inventory: Inventory,
    pub(crate) maintenance_windows: MaintenanceWindows,
    pub(crate) messages: Messages,
    pub(crate) nodes: Nodes,
    pub(crate) ops_items: OpsItems,
    pub(crate) ops_metadata: AllOpsMetadata,
    pub(crate) paging: Paging,
    pub(crate) parameters: Parameters,
    pub(crate) patching: Patching,
    pub(crate) resource_data_syncs: ResourceDataSyncs,
    pub(crate) resource_policies: ResourcePolicies,
    pub(crate) service_settings: ServiceSettings,
    pub(crate) sessions: Sessions,
    pub(crate) tags: Tags,
}

impl Store {
    /// Whether the call under way changed anything that clients wait for: their messages, their sessions,
    /// or the nodes that they are.
    fn has_news(&mut self) -> bool {
        let [_, (_, nodes), _] = self.nodes.tables();
        let of_nodes = nodes.is_changed();
        let of_sessions = self.sessions.tables().iter().any(|(_, rows)| rows.is_changed());
        of_nodes || of_sessions || self.messages.tables().iter().any(|(_, rows)| rows.is_changed())
    }

    /// Every table of every capability.
    fn tables(&mut self) -> Vec<NamedTable<'_>> {
        let mut tables = Vec::new();
        tables.extend(self.associations.tables());
        tables.extend(self.automations.tables());
        tables.extend(self.commands.tables());
        tables.extend(self.compliance.tables());
        tables.extend(self.documents.tables());
        tables.extend(self.inventory.tables());
        tables.extend(self.maintenance_windows.tables());
        tables.extend(self.messages.tables());
        tables.extend(self.nodes.tables());
        tables.extend(self.ops_items.tables());
        tables.extend(self.ops_metadata.tables());
        tables.extend(self.parameters.tables());
        tables.extend(self.patching.tables());
        tables.extend(self.resource_data_syncs.tables());
        tables.extend(self.resource_policies.tables());
        tables.extend(self.service_settings.tables());
        tables.extend(self.sessions.tables());
        tables.extend(self.tags.tables());
        tables
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Store;

    #[test]
    fn no_two_tables_have_the_same_name_in_the_state_file() {
        let mut store = Store::default();
        let names: Vec<&str> = store.tables().into_iter().map(|(name, _)| name).collect();
        let apart: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(apart.len(), names.len(), "{names:?}");
    }
}
