//! A step of a command on a node.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::document::Planned;
use super::stage::Stage;
use crate::model::types::CommandPluginStatus;

/// A plugin of an invocation, and what its node told of it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Plugin {
    /// What it is called in answers: the name of its step, or of the plugin in documents without steps.
    pub(super) name: String,
    /// The folder of its output below that of the node in S3.
    pub(super) folder: String,
    pub(super) status: CommandPluginStatus,
    pub(super) details: String,
    pub(super) code: Option<i32>,
    pub(super) started: Option<OffsetDateTime>,
    pub(super) finished: Option<OffsetDateTime>,
    /// Standard output and error together, as the node puts them.
    pub(super) output: String,
    pub(super) standard_output: String,
    pub(super) standard_error: String,
}

impl Plugin {
    /// A plugin that has not started.
    pub(super) fn new(name: String, folder: String) -> Self {
        Self {
            name,
            folder,
            status: CommandPluginStatus::Pending,
            details: "Pending".to_owned(),
            code: None,
            started: None,
            finished: None,
            output: String::new(),
            standard_output: String::new(),
            standard_error: String::new(),
        }
    }

    /// A plugin of a plan, which has not started.
    pub(super) fn planned(planned: &Planned) -> Self {
        Self::new(planned.name.clone(), planned.folder.clone())
    }

    /// The status and its details in an invocation that stands there: what did not begin or end by
    /// itself ended with the invocation.
    pub(super) fn shown(&self, stage: Stage) -> (CommandPluginStatus, String) {
        match stage.outcome() {
            Some(outcome) if !self.is_over() => {
                (outcome.status().as_str().into(), outcome.details().to_owned())
            }
            _ => (self.status.clone(), self.details.clone()),
        }
    }

    pub(super) fn is_over(&self) -> bool {
        !matches!(self.status, CommandPluginStatus::Pending | CommandPluginStatus::InProgress)
    }
}
