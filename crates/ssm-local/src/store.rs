//! All that the endpoint remembers.

mod change;
mod state_file;
mod stores;
mod table;

pub use state_file::StateError;
pub(crate) use state_file::{Batch, NotKept, StateFile};
pub(crate) use stores::{Others, Stores};
pub(crate) use table::{Rows, Table};

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
        let [_, nodes, _] = self.nodes.rows();
        let of_nodes = nodes.is_changed();
        let of_sessions = self.sessions.rows().iter().any(|rows| rows.is_changed());
        of_nodes || of_sessions || self.messages.rows().is_changed()
    }

    /// Every table with its name in the state file, which stays what it is once it was published.
    fn tables(&mut self) -> Vec<(&'static str, &mut dyn Rows)> {
        let [windows, window_targets, window_tasks, window_executions, running_windows, window_tokens] =
            self.maintenance_windows.rows();
        let [associations, association_executions, running_associations] = self.associations.rows();
        let [activations, nodes, node_access_keys] = self.nodes.rows();
        let [automations, running_automations, automation_calls, automation_tokens] = self.automations.rows();
        let [commands, command_invocations, command_payloads, running_commands] = self.commands.rows();
        let [documents, document_versions] = self.documents.rows();
        let [inventory_items, inventory_types, inventory_deletions] = self.inventory.rows();
        let [ops_items, ops_item_relations, ops_item_events] = self.ops_items.rows();
        let [patch_baselines, patch_defaults, patch_groups] = self.patching.rows();
        let [sessions, past_sessions, session_tasks, session_notices, control_channels, session_grants] =
            self.sessions.rows();
        vec![
            ("activations", activations),
            ("association-executions", association_executions),
            ("associations", associations),
            ("automation-calls", automation_calls),
            ("automation-tokens", automation_tokens),
            ("automations", automations),
            ("command-invocations", command_invocations),
            ("command-payloads", command_payloads),
            ("commands", commands),
            ("compliance", self.compliance.rows()),
            ("control-channels", control_channels),
            ("document-versions", document_versions),
            ("documents", documents),
            ("inventory-deletions", inventory_deletions),
            ("inventory-items", inventory_items),
            ("inventory-types", inventory_types),
            ("maintenance-window-client-tokens", window_tokens),
            ("maintenance-window-executions", window_executions),
            ("maintenance-window-targets", window_targets),
            ("maintenance-window-tasks", window_tasks),
            ("maintenance-windows", windows),
            ("messages", self.messages.rows()),
            ("node-access-keys", node_access_keys),
            ("nodes", nodes),
            ("ops-item-events", ops_item_events),
            ("ops-item-relations", ops_item_relations),
            ("ops-items", ops_items),
            ("ops-metadata", self.ops_metadata.rows()),
            ("parameters", self.parameters.rows()),
            ("past-sessions", past_sessions),
            ("patch-baselines", patch_baselines),
            ("patch-defaults", patch_defaults),
            ("patch-groups", patch_groups),
            ("resource-data-syncs", self.resource_data_syncs.rows()),
            ("resource-policies", self.resource_policies.rows()),
            ("running-associations", running_associations),
            ("running-automations", running_automations),
            ("running-commands", running_commands),
            ("running-maintenance-windows", running_windows),
            ("service-settings", self.service_settings.rows()),
            ("session-grants", session_grants),
            ("session-notices", session_notices),
            ("session-tasks", session_tasks),
            ("sessions", sessions),
            ("tags", self.tags.rows()),
        ]
    }
}
