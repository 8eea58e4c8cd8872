//! Following a command.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use ssm_client::types::{Command, CommandInvocation, CommandStatus};

use super::report::count;
use super::watch::{Subject, Watch};
use super::{CommandError, NodeStatus};
use crate::following::{Follow, Following};

/// What happens to a command, as it happens: a `Stream`, and without any stream crate a loop over
/// [`try_next`](Self::try_next). Made by [`CommandHandle::progress`](super::CommandHandle::progress).
///
/// Each update tells what changed since the one before. The stream ends when the command is over on all
/// nodes, and after an error.
#[must_use = "nothing is sent until an update is asked for"]
pub struct Progress(Following<Followed>);

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

impl Progress {
    pub(super) fn new(subject: Subject) -> Self {
        let watch = Watch::new(subject, None);
        Self(Following::new(Followed {
            watch,
            seen: BTreeMap::new(),
            told: None,
            news: false,
            is_over: false,
        }))
    }

    /// What happened next, or none when the command is over on all nodes.
    ///
    /// # Errors
    ///
    /// A call that failed, and a command that the service does not list.
    pub async fn try_next(&mut self) -> Result<Option<ProgressUpdate>, CommandError> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }
}

impl Stream for Progress {
    type Item = Result<ProgressUpdate, CommandError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(context)
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress").finish_non_exhaustive()
    }
}

struct Followed {
    watch: Watch,
    seen: BTreeMap<String, NodeStatus>,
    /// The last update, without its changes; none before the first.
    told: Option<(CommandStatus, Counts)>,
    /// Whether the last look brought news.
    news: bool,
    is_over: bool,
}

impl Follow for Followed {
    type Item = Result<ProgressUpdate, CommandError>;

    async fn step(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let outcome = self.next().await;
        self.is_over |= outcome.is_err();
        Some(outcome)
    }
}

impl Followed {
    async fn next(&mut self) -> Result<ProgressUpdate, CommandError> {
        loop {
            if self.told.is_some() {
                self.watch.pause(self.news).await?;
            }
            let command = self.watch.command().await?;
            let nodes = self.watch.nodes(false).await?;
            self.is_over = self.watch.is_settled(&command, &nodes);
            let update = self.compare(&command, nodes);
            let told = self.told.replace((update.status.clone(), update.counts));
            self.news = !update.changes.is_empty() || told != self.told;
            if self.is_over || self.news {
                return Ok(update);
            }
        }
    }

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
