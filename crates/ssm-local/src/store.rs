//! All that the endpoint remembers.

mod change;
mod state_file;
mod stores;
mod table;

pub use state_file::StateError;
pub(crate) use state_file::{Batch, NotKept, StateFile};
pub(crate) use stores::{Others, Stores};
pub(crate) use table::{Rows, Table};

use crate::documents::Documents;
use crate::messages::Messages;
use crate::nodes::Nodes;
use crate::paging::Paging;
use crate::parameters::Parameters;
use crate::run_command::Commands;
use crate::tags::Tags;

/// What one account has in one region, a field per capability.
#[derive(Default)]
pub(crate) struct Store {
    pub(crate) documents: Documents,
    pub(crate) commands: Commands,
    pub(crate) messages: Messages,
    pub(crate) nodes: Nodes,
    pub(crate) paging: Paging,
    pub(crate) parameters: Parameters,
    pub(crate) tags: Tags,
}

impl Store {
    /// Whether the call under way changed anything that clients wait for: their messages, or the nodes
    /// that they are.
    fn has_news(&mut self) -> bool {
        let [_, nodes, _] = self.nodes.rows();
        let of_nodes = nodes.is_changed();
        of_nodes || self.messages.rows().is_changed()
    }

    /// Every table with its name in the state file, which stays what it is once it was published.
    fn tables(&mut self) -> Vec<(&'static str, &mut dyn Rows)> {
        let [activations, nodes, node_access_keys] = self.nodes.rows();
        let [commands, command_invocations, command_payloads, running_commands] = self.commands.rows();
        let [documents, document_versions] = self.documents.rows();
        vec![
            ("activations", activations),
            ("commands", commands),
            ("command-invocations", command_invocations),
            ("command-payloads", command_payloads),
            ("documents", documents),
            ("document-versions", document_versions),
            ("messages", self.messages.rows()),
            ("nodes", nodes),
            ("node-access-keys", node_access_keys),
            ("parameters", self.parameters.rows()),
            ("running-commands", running_commands),
            ("tags", self.tags.rows()),
        ]
    }
}
