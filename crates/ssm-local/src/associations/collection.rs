//! All associations and their executions.

use super::association::Association;
use super::execution::Execution;
use crate::model::types::AssociationDoesNotExist;
use crate::protocol::{Call, Error};
use crate::store::{NamedTable, Table};

/// The ids of an association and of one of its executions.
pub(super) type ExecutionKey = (String, String);

/// Associations, their executions, and which of these are under way.
#[derive(Default)]
pub(crate) struct Associations {
    pub(super) by_id: Table<String, Association>,
    pub(super) executions: Table<ExecutionKey, Execution>,
    pub(super) running: Table<ExecutionKey, ()>,
}

impl Associations {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 3] {
        [
            ("associations", &mut self.by_id),
            ("association-executions", &mut self.executions),
            ("running-associations", &mut self.running),
        ]
    }

    /// Whether there is such an association.
    pub(crate) fn contains(&self, id: &str) -> bool {
        self.by_id.contains(id)
    }

    /// Whether any association is with this document.
    pub(crate) fn any_with_document(&self, name: &str) -> bool {
        self.by_id.values().any(|association| association.latest().name() == name)
    }

    pub(super) fn existing(&self, id: &str) -> Result<&Association, Error> {
        self.by_id.get(id).ok_or_else(|| unknown(&format!("there is no association {id}")))
    }

    /// The association of a request that gives its id, or its document and node.
    pub(super) fn named(
        &self,
        id: Option<&str>,
        document: Option<&str>,
        node: Option<&str>,
    ) -> Result<&Association, Error> {
        match (id, document, node) {
            (Some(id), _, _) => self.existing(id),
            (None, Some(document), Some(node)) => self
                .by_id
                .values()
                .find(|association| association.latest().name() == document && association.names_node(node))
                .ok_or_else(|| unknown(&format!("the document {document:?} is not associated with {node}"))),
            (None, _, _) => {
                Err(Error::validation("an association is named by AssociationId, or by Name and InstanceId"))
            }
        }
    }

    /// The executions of an association.
    pub(super) fn executions_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Execution> {
        let from = (id.to_owned(), String::new());
        self.executions.range(from..).take_while(move |(key, _)| key.0 == id).map(|(_, execution)| execution)
    }
}

/// The associations that apply to a node, by id.
pub(super) fn of_node<'a>(call: &'a Call<'_>, node: &'a str) -> impl Iterator<Item = &'a Association> {
    let associations = call.store.associations.by_id.values();
    associations.filter(move |association| {
        super::target::resolve(call, association).is_ok_and(|nodes| nodes.iter().any(|one| one == node))
    })
}

/// That there is no such association.
pub(super) fn unknown(message: &str) -> Error {
    AssociationDoesNotExist::with_message(message).into()
}
