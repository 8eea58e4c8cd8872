//! A command that was sent.

use std::sync::atomic::Ordering;

use ssm_client::operation::CancelCommandRequest;
use ssm_client::types::Command;
use ssm_client::{Client, Error};
use tokio::runtime::Handle;

use super::output::{self, FullOutput, NodeOutput};
use super::store::{OutputError, OutputStore};
use super::watch::{Subject, Watch};
use super::{CommandError, PluginResult, Progress, Wait, progress};
use crate::Pacing;

/// A command that was sent, here or elsewhere: made by [`RunCommand::start`](super::RunCommand::start) or
/// by [`ClientExt::command`](crate::ClientExt::command) from its id.
///
/// Dropping it changes nothing about the command, unless [`cancel_on_drop`](Self::cancel_on_drop) says so.
#[derive(Debug)]
pub struct CommandHandle {
    subject: Subject,
    cancels_on_drop: bool,
}

impl CommandHandle {
    pub(crate) fn new(client: Client, id: String) -> Self {
        let subject = Subject { client, id, pacing: Pacing::default(), is_over: Default::default() };
        Self { subject, cancels_on_drop: false }
    }

    /// The command's id, by which it can be found again for 30 days.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.subject.id
    }

    /// How often the command is looked at from now on.
    #[must_use]
    pub fn pacing(mut self, pacing: Pacing) -> Self {
        self.subject.pacing = pacing;
        self
    }

    /// Has the command cancelled if the handle is dropped before a wait or a progress saw its end: when a
    /// time-out or a `select!` gives up the work that it is a part of.
    ///
    /// The call is made by a task of the Tokio runtime that the drop happens on. Without a runtime, and if
    /// the runtime ends before the task, the command goes on.
    #[must_use]
    pub fn cancel_on_drop(mut self, cancel: bool) -> Self {
        self.cancels_on_drop = cancel;
        self
    }

    /// The command as a whole as it stands, as soon as the service lists it.
    ///
    /// # Errors
    ///
    /// A call that failed, and a command that the service does not list within a minute.
    pub async fn command(&self) -> Result<Command, CommandError> {
        Watch::new(self.subject.clone(), None).command().await
    }

    /// Waits until the command is over on all nodes, and gives one result for each.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use ssm_toolkit::run_command::CommandHandle;
    /// # async fn run(command: CommandHandle) -> Result<(), Box<dyn std::error::Error>> {
    /// let report = command.wait().within(Duration::from_secs(600)).await?;
    /// println!("{} of {} nodes failed", report.failed().count(), report.target_count);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`CommandError`]; never that the command failed.
    pub fn wait(&self) -> Wait {
        Wait::new(self.subject.clone())
    }

    /// Follows the command from where it stands now.
    pub fn progress(&self) -> Progress {
        progress::follow(self.subject.clone())
    }

    /// Cancels the command on all nodes that are not done. Nodes that run it are told to stop, which they
    /// may be too late for; the report says what became of each.
    ///
    /// # Errors
    ///
    /// Those of `CancelCommand`.
    pub async fn cancel(&self) -> Result<(), Error> {
        self.cancel_with(CancelCommandRequest::new(self.id())).await
    }

    /// Cancels the command on these nodes alone.
    ///
    /// # Errors
    ///
    /// Those of `CancelCommand`.
    pub async fn cancel_on<S: Into<String>>(
        &self,
        node_ids: impl IntoIterator<Item = S>,
    ) -> Result<(), Error> {
        let mut request = CancelCommandRequest::new(self.id());
        request.instance_ids = Some(node_ids.into_iter().map(Into::into).collect());
        self.cancel_with(request).await
    }

    async fn cancel_with(&self, request: CancelCommandRequest) -> Result<(), Error> {
        self.subject.client.call(request).send().await?;
        Ok(())
    }

    /// What the plugin of this name printed on one node: at most 24,000 characters of standard output and
    /// 8,000 of standard error. One call.
    ///
    /// # Errors
    ///
    /// Those of `GetCommandInvocation`.
    pub async fn output(&self, node_id: &str, plugin: &str) -> Result<NodeOutput, Error> {
        let call = self.subject.client.get_command_invocation(self.id(), node_id).plugin_name(plugin);
        Ok(NodeOutput::of(call.send().await?))
    }

    /// Everything that a plugin printed on a node, at most `max_bytes` of standard output and as many of
    /// standard error, from where the command keeps it.
    ///
    /// # Errors
    ///
    /// [`OutputError::NotKept`] if the command was sent without
    /// [`output_bucket`](super::RunCommand::output_bucket), and those of the store.
    pub async fn full_output(
        &self,
        store: &dyn OutputStore,
        plugin: &PluginResult,
        max_bytes: usize,
    ) -> Result<FullOutput, OutputError> {
        output::full(store, plugin, max_bytes).await
    }
}

impl Drop for CommandHandle {
    fn drop(&mut self) {
        if !self.cancels_on_drop || self.subject.is_over.load(Ordering::Relaxed) {
            return;
        }
        if let Ok(runtime) = Handle::try_current() {
            let call = self.subject.client.cancel_command(self.id());
            // Nobody is left to tell that it failed; the client's events do.
            runtime.spawn(async move { drop(call.send().await) });
        }
    }
}
