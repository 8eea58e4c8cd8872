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
use crate::documents::Documents;
use crate::maintenance_windows::MaintenanceWindows;
use crate::messages::Messages;
use crate::nodes::Nodes;
use crate::paging::Paging;
use crate::parameters::Parameters;
use crate::run_command::Commands;
use crate::tags::Tags;

/// What one account has in one region, a field per capability.
#[derive(Default)]
pub(crate) struct Store {
    pub(crate) associations: Associations,
    pub(crate) automations: Automations,
    pub(crate) commands: Commands,
    pub(crate) documents: Documents,
    pub(crate) maintenance_windows: MaintenanceWindows,
    pub(crate) messages: Messages,
    pub(crate) nodes: Nodes,
    pub(crate) paging: Paging,
    pub(crate) parameters: Parameters,
    pub(crate) tags: Tags,
}

impl Store {
    /// Every table with its name in the state file, which stays what it is once it was published.
    fn tables(&mut self) -> Vec<(&'static str, &mut dyn Rows)> {
        let [windows, window_targets, window_tasks, window_executions, running_windows, window_tokens] =
            self.maintenance_windows.rows();
        let [associations, association_executions, running_associations] = self.associations.rows();
        let [activations, nodes, node_access_keys] = self.nodes.rows();
        let [automations, running_automations, automation_calls, automation_tokens] = self.automations.rows();
        let [commands, command_invocations, command_payloads, running_commands] = self.commands.rows();
        let [documents, document_versions] = self.documents.rows();
        vec![
            ("activations", activations),
            ("associations", associations),
            ("association-executions", association_executions),
            ("automations", automations),
            ("automation-calls", automation_calls),
            ("automation-tokens", automation_tokens),
            ("commands", commands),
            ("command-invocations", command_invocations),
            ("command-payloads", command_payloads),
            ("documents", documents),
            ("document-versions", document_versions),
            ("maintenance-windows", windows),
            ("maintenance-window-client-tokens", window_tokens),
            ("maintenance-window-executions", window_executions),
            ("maintenance-window-targets", window_targets),
            ("maintenance-window-tasks", window_tasks),
            ("messages", self.messages.rows()),
            ("nodes", nodes),
            ("node-access-keys", node_access_keys),
            ("parameters", self.parameters.rows()),
            ("running-associations", running_associations),
            ("running-automations", running_automations),
            ("running-commands", running_commands),
            ("running-maintenance-windows", running_windows),
            ("tags", self.tags.rows()),
        ]
    }
}
