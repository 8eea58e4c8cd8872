//! An execution of an association.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::collection::unknown;
use super::state::{FAILED, NodeState, counts, sum};
use crate::model::types::{AssociationExecution, AssociationExecutionDoesNotExist};
use crate::protocol::{Call, Error};

/// What an association was applied to, and how that stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Execution {
    pub(super) association_id: String,
    pub(super) id: String,
    pub(super) version: Option<String>,
    pub(super) created: OffsetDateTime,
    /// The command that has the nodes apply it, or why there is none. A node that began by itself needs none.
    pub(super) command: Result<Option<String>, String>,
    pub(super) nodes: BTreeMap<String, NodeState>,
}

impl Execution {
    pub(super) fn status(&self) -> &'static str {
        match self.command {
            Err(_) => FAILED,
            Ok(_) => sum(self.nodes.values().map(|node| node.status.as_str())),
        }
    }

    /// Whether nothing more will be heard of it.
    pub(super) fn is_over(&self) -> bool {
        self.nodes.values().all(NodeState::is_over)
    }

    pub(super) fn shown(&self) -> AssociationExecution {
        let counts = counts(self.nodes.values().map(|node| node.status.as_str()));
        let counts: Vec<String> = counts.iter().map(|(status, count)| format!("{status}={count}")).collect();
        AssociationExecution {
            association_id: Some(self.association_id.clone()),
            association_version: self.version.clone(),
            execution_id: Some(self.id.clone()),
            status: Some(self.status().to_owned()),
            detailed_status: Some(self.command.clone().err().unwrap_or_else(|| self.status().to_owned())),
            created_time: Some(self.created),
            last_execution_date: self.nodes.values().map(|node| node.date).max(),
            resource_count_by_status: Some(format!("{{{}}}", counts.join(", "))),
            ..AssociationExecution::default()
        }
    }

    /// Its place in lists, which begin with the latest.
    pub(super) fn position(&self) -> String {
        let created = self.created.unix_timestamp_nanos() / 1_000_000;
        format!("{:020}/{}", i128::from(i64::MAX) - created, self.id)
    }
}

/// An execution of an association.
pub(super) fn existing<'a>(call: &'a Call<'_>, association: &str, id: &str) -> Result<&'a Execution, Error> {
    if !call.store.associations.contains(association) {
        return Err(unknown(&format!("there is no association {association}")));
    }
    let key = (association.to_owned(), id.to_owned());
    call.store.associations.executions.get(&key).ok_or_else(|| {
        let message = format!("the association {association} has no execution {id}");
        AssociationExecutionDoesNotExist::with_message(message).into()
    })
}
