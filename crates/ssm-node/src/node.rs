//! A running node.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, oneshot, watch};
use tokio::task::JoinHandle;

use crate::builder::NodeBuilder;
use crate::core::Core;
use crate::inbox::Inbox;
use crate::ledger::Entry;
use crate::registration::Ended;
use crate::sessions::{Gateway, Sessions};
use crate::{associations, commands::Commands, heartbeat};

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
    ended: watch::Receiver<Option<Ended>>,
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

    /// Waits until the node ends by itself, which only one does that is registered: when the service says
    /// that it does not know the node any more, or that another machine is it. The steps that run then are
    /// ended. Everything else a node survives, and tries again.
    pub async fn ended(&mut self) -> Ended {
        match self.ended.wait_for(Option::is_some).await.map(|ended| ended.clone()) {
            Ok(Some(ended)) => ended,
            // It was told to stop.
            _ => std::future::pending().await,
        }
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
        let (end, ended) = watch::channel(None);
        let task = tokio::spawn(async move {
            let reason = run(Arc::new(core), gateway, unfinished, limits, stopped).await;
            end.send_replace(reason);
        });
        Self { instance_id, stop: Some(stop), ended, task }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Runs until it is told to stop, or the service says that the node is none any more.
async fn run(
    core: Arc<Core>,
    gateway: Gateway,
    unfinished: Vec<Entry>,
    limits: Limits,
    stopped: oneshot::Receiver<()>,
) -> Option<Ended> {
    let (again, told) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let commands = Commands::new(core.clone(), limits.commands);
    let sessions = Sessions::new(core.clone(), Arc::new(gateway), limits.sessions);
    let inbox = Inbox { core: core.clone(), commands, heartbeat: again.clone() };
    inbox.resume(unfinished);
    let ended = tokio::select! {
        // If the node is dropped instead, this task is aborted.
        _ = stopped => None,
        ended = registered(&core) => Some(ended),
        () = async {
            // An endpoint may know no node that it has not heard of.
            told.notified().await;
            tokio::join!(inbox.run(), associations::run(&core, &inbox.commands), sessions.run());
        } => None,
        () = heartbeat::run(core.clone(), again, told.clone()) => None,
        () = core.outbox.run(&core) => None,
    };
    let last = async {
        sessions.stop_all().await;
        inbox.commands.stop().await;
        // What fails now stays in the folder.
        let _ = core.outbox.deliver_all(&core).await;
    };
    let _ = tokio::time::timeout(LAST_REPLIES, last).await;
    ended
}

/// Returns when a registered node is none any more.
async fn registered(core: &Core) -> Ended {
    match &core.registered {
        Some(registered) => registered.run(core).await,
        None => std::future::pending().await,
    }
}
