//! A command.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;

use super::plugin::Plugin;
use crate::model::types;

/// What was asked, and what its nodes have to know.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Command {
    /// The command as answers show it, its state as of its last progress.
    pub(super) shown: types::Command,
    pub(super) requested: OffsetDateTime,
    /// How many nodes it is for.
    pub(super) targets: usize,
    /// How long a node may take to get it and start.
    pub(super) delivery_timeout: Duration,
    /// How long it may run on a node.
    pub(super) execution_timeout: Duration,
    /// Whether it was cancelled on all nodes.
    pub(super) is_cancelled: bool,
    /// What its messages say.
    pub(super) payload: Value,
    /// The plugins that each invocation starts with.
    pub(super) plugins: Vec<Plugin>,
}

impl Command {
    pub(super) fn id(&self) -> &str {
        self.shown.command_id.as_deref().unwrap_or_default()
    }
}
