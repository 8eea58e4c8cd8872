//! Following a command.

use std::collections::BTreeMap;

use ssm_client::types::{Command, CommandInvocation, CommandStatus};

use super::report::count;
use super::watch::{Subject, Watch};
use super::{CommandError, NodeStatus};
use crate::progress::{Follow, Look};

/// What happens to a command, as it happens. Made by
/// [`CommandHandle::progress`](super::CommandHandle::progress).
///
/// It ends when the command is over on all nodes. It fails with a call that failed, and with a command that
/// the service does not list.
pub type Progress = crate::Progress<ProgressUpdate, CommandError>;

/// What changed between two looks.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ProgressUpdate {
    /// How the command stands as a whole.
    pub status: CommandStatus,
    /// How many nodes stand where.
    pub counts: Counts,
    /// The nodes that stand elsewhere than before, by their ids.
    pub changes: Vec<NodeChange>,
}

/// How many nodes of a command stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// The nodes that the command is for. More may come at first, when nodes are found by what they have.
    pub targets: usize,
    /// Those that run it.
    pub running: usize,
    /// Those on which it is over, whatever came of it.
    pub completed: usize,
    /// Those on which it is over and did not succeed.
    pub failed: usize,
}

/// A node that stands elsewhere than before.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeChange {
    /// The node.
    pub node_id: String,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Where it stood; none if it was not seen before.
    pub before: Option<NodeStatus>,
    /// Where it stands.
    pub status: NodeStatus,
}

/// Follows a command from where it stands.
pub(super) fn follow(subject: Subject) -> Progress {
    Progress::of(Followed { watch: Watch::new(subject, None), seen: BTreeMap::new(), told: None })
}

struct Followed {
    watch: Watch,
    seen: BTreeMap<String, NodeStatus>,
    /// The last update, without its changes; none before the first.
    told: Option<(CommandStatus, Counts)>,
}

impl Follow for Followed {
    type Update = ProgressUpdate;
    type Error = CommandError;

    async fn look(&mut self) -> Result<Look<ProgressUpdate>, CommandError> {
        let command = self.watch.command().await?;
        let nodes = self.watch.nodes(false).await?;
        let is_over = self.watch.is_settled(&command, &nodes);
        let update = self.compare(&command, nodes);
        let told = self.told.replace((update.status.clone(), update.counts));
        let is_news = !update.changes.is_empty() || told != self.told;
        Ok(Look { update, is_news, is_over })
    }

    async fn pause(&mut self, news: bool) -> Result<(), CommandError> {
        self.watch.pause(news).await
    }
}

impl Followed {
    fn compare(&mut self, command: &Command, nodes: Vec<CommandInvocation>) -> ProgressUpdate {
        let mut changes = Vec::new();
        for node in nodes {
            let status = NodeStatus::of(&node);
            let node_id = node.instance_id.unwrap_or_default();
            let before = self.seen.insert(node_id.clone(), status.clone());
            if before.as_ref() != Some(&status) {
                let name = node.instance_name.filter(|name| !name.is_empty());
                changes.push(NodeChange { node_id, name, before, status });
            }
        }
        changes.sort_by(|one, other| one.node_id.cmp(&other.node_id));
        let number = |is: fn(&NodeStatus) -> bool| self.seen.values().filter(|status| is(status)).count();
        let counts = Counts {
            targets: count(command.target_count).max(self.seen.len()),
            running: number(|status| matches!(status, NodeStatus::InProgress | NodeStatus::Cancelling)),
            completed: number(NodeStatus::is_over),
            failed: number(|status| status.is_over() && *status != NodeStatus::Success),
        };
        ProgressUpdate { status: command.status.clone().unwrap_or(CommandStatus::Pending), counts, changes }
    }
}
