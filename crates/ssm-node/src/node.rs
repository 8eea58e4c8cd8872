//! A running node.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;

use crate::builder::NodeBuilder;
use crate::core::Core;
use crate::inbox::Inbox;
use crate::ledger::Entry;
use crate::sessions::{Gateway, Sessions};
use crate::{commands::Commands, heartbeat};

/// How long a node that stops tries to deliver what it has to say.
const LAST_REPLIES: Duration = Duration::from_secs(5);

/// How much a node does at a time.
pub(crate) struct Limits {
    pub(crate) commands: usize,
    pub(crate) sessions: usize,
}

/// A running node. It needs a Tokio runtime with I/O and time enabled, and runs as tasks of it.
///
/// Dropping it stops everything at once: sessions, and the steps that run, are killed with all processes they started,
/// and the next node with the same folder answers their commands. [`shutdown`](Self::shutdown) answers
/// them first. What a step left running in the background when it ended goes on, as on any node.
#[derive(Debug)]
pub struct Node {
    instance_id: String,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Node {
    /// Says how a node is to be before it starts. What is not said comes from the environment and the
    /// shared files of the AWS tools, unless [`without_env`](NodeBuilder::without_env) is called.
    pub fn builder() -> NodeBuilder {
        NodeBuilder::new()
    }

    /// The node's id, to send commands to.
    #[must_use]
    pub fn instance_id(&self) -> &str {
        &self.instance_id
    }

    /// Stops: takes no more messages, ends the steps that run, which have failed thereby, and gives the
    /// last replies up to 5 seconds to be delivered. What is not delivered by then is delivered by the
    /// next node with the same folder; so are commands run that did not begin.
    pub async fn shutdown(mut self) {
        if let Some(stop) = self.stop.take() {
            // If the receiver is gone the task is over.
            let _ = stop.send(());
        }
        let _ = (&mut self.task).await;
    }

    pub(crate) fn start(core: Core, gateway: Gateway, unfinished: Vec<Entry>, limits: Limits) -> Self {
        let instance_id = core.instance_id.clone();
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(run(Arc::new(core), gateway, unfinished, limits, stopped));
        Self { instance_id, stop: Some(stop), task }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn run(
    core: Arc<Core>,
    gateway: Gateway,
    unfinished: Vec<Entry>,
    limits: Limits,
    stopped: oneshot::Receiver<()>,
) {
    let (again, told) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let commands = Commands::new(core.clone(), limits.commands);
    let sessions = Sessions::new(core.clone(), Arc::new(gateway), limits.sessions);
    let inbox = Inbox { core: core.clone(), commands, heartbeat: again.clone() };
    inbox.resume(unfinished);
    tokio::select! {
        // If the node is dropped instead, this task is aborted.
        _ = stopped => {}
        () = async {
            // An endpoint may know no node that it has not heard of.
            told.notified().await;
            tokio::join!(inbox.run(), sessions.run());
        } => {}
        () = heartbeat::run(core.clone(), again, told.clone()) => {}
        () = core.outbox.run(&core) => {}
    }
    let last = async {
        sessions.stop_all().await;
        inbox.commands.stop().await;
        // What fails now stays in the folder.
        let _ = core.outbox.deliver_all(&core).await;
    };
    let _ = tokio::time::timeout(LAST_REPLIES, last).await;
}
