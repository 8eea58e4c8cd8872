//! All nodes and what lets them in.

use super::access_key::AccessKey;
use super::activation::Activation;
use super::node::Node;
use crate::model::types::InvalidInstanceId;
use crate::protocol::Error;
use crate::store::{NamedTable, Table};

/// Activations, nodes and the access keys of nodes, each by its id.
#[derive(Default)]
pub(crate) struct Nodes {
    pub(super) activations: Table<String, Activation>,
    pub(super) by_id: Table<String, Node>,
    pub(super) access_keys: Table<String, AccessKey>,
}

impl Nodes {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 3] {
        [
            ("activations", &mut self.activations),
            ("nodes", &mut self.by_id),
            ("node-access-keys", &mut self.access_keys),
        ]
    }

    /// The node of this id, if it is managed.
    pub(crate) fn get(&self, id: &str) -> Option<&Node> {
        self.by_id.get(id)
    }

    /// All managed nodes in the order of their ids.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Node> {
        self.by_id.values()
    }

    /// The node of this id to change.
    pub(super) fn existing(&mut self, id: &str) -> Result<&mut Node, Error> {
        self.by_id.get_mut(id).ok_or_else(|| unknown(id))
    }
}

/// That there is no such node.
pub(super) fn unknown(id: &str) -> Error {
    InvalidInstanceId::with_message(format!("{id} is no managed node of this account and region")).into()
}
