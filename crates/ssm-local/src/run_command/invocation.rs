//! A command on one node.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::plugin::Plugin;
use super::stage::{Outcome, Stage};
use crate::messages::MessageId;

/// What became of a command on one node so far.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Invocation {
    pub(super) command_id: String,
    pub(super) instance_id: String,
    pub(super) instance_name: Option<String>,
    pub(super) requested: OffsetDateTime,
    pub(super) stage: Stage,
    /// When its message was put in the queue.
    pub(super) sent: Option<OffsetDateTime>,
    /// What the agent told of the document as a whole.
    pub(super) trace_output: Option<String>,
    pub(super) plugins: Vec<Plugin>,
}

impl Invocation {
    /// The id of the message by which its node learns of it.
    pub(super) fn message_id(&self) -> MessageId {
        MessageId { command_id: self.command_id.clone(), instance_id: self.instance_id.clone() }
    }

    /// Ends it.
    pub(super) fn end(&mut self, outcome: Outcome) {
        self.stage = Stage::Ended(outcome);
    }
}
