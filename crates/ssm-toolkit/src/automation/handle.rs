//! An execution that was started.

use ssm_client::operation::{
    DescribeAutomationExecutionsRequest, SendAutomationSignalRequest, StopAutomationExecutionRequest,
};
use ssm_client::types::{AutomationExecutionFilter, AutomationExecutionFilterKey, SignalType, StopType};
use ssm_client::{Client, Error};

use super::report::Child;
use super::watch::Subject;
use super::{Progress, Wait, progress};
use crate::Pacing;

/// An execution that was started, here or elsewhere: made by [`Automation::start`](super::Automation::start)
/// or by [`ClientExt::execution`](crate::ClientExt::execution) from its id. Dropping it changes nothing.
#[derive(Clone, Debug)]
pub struct ExecutionHandle(Subject);

impl ExecutionHandle {
    pub(crate) fn new(client: Client, id: String) -> Self {
        Self(Subject { client, id, pacing: Pacing::default() })
    }

    /// The execution's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// How often the execution is looked at from now on.
    #[must_use]
    pub fn pacing(mut self, pacing: Pacing) -> Self {
        self.0.pacing = pacing;
        self
    }

    /// Waits until the execution is over, and gives what came of it.
    ///
    /// # Errors
    ///
    /// Those of [`AutomationError`](super::AutomationError); never that the execution failed.
    pub fn wait(&self) -> Wait {
        Wait::new(self.0.clone())
    }

    /// Follows the execution from where it stands now.
    pub fn progress(&self) -> Progress {
        progress::follow(self.0.clone())
    }

    /// The executions for the targets, if it has any, those that began last first.
    ///
    /// # Errors
    ///
    /// Those of `DescribeAutomationExecutions`.
    pub async fn children(&self) -> Result<Vec<Child>, Error> {
        let filter =
            AutomationExecutionFilter::new(AutomationExecutionFilterKey::ParentExecutionId, [self.id()]);
        let mut request = DescribeAutomationExecutionsRequest::new();
        request.filters = Some(vec![filter]);
        let all = self.0.client.call(request).items().try_collect().await?;
        Ok(all.into_iter().map(Child::of).collect())
    }

    /// Approves what waits for an approval (`aws:approve`), with a comment for those who look it up.
    ///
    /// # Errors
    ///
    /// Those of `SendAutomationSignal`, such as that nothing waits.
    pub async fn approve(&self, comment: &str) -> Result<(), Error> {
        self.signal(SignalType::Approve, "Comment", comment).await
    }

    /// Rejects what waits for an approval.
    ///
    /// # Errors
    ///
    /// As [`approve`](Self::approve).
    pub async fn reject(&self, comment: &str) -> Result<(), Error> {
        self.signal(SignalType::Reject, "Comment", comment).await
    }

    /// Has a step that pauses (`aws:pause`) go on.
    ///
    /// # Errors
    ///
    /// As [`approve`](Self::approve), and that there is no such step.
    pub async fn resume(&self, step: &str) -> Result<(), Error> {
        self.signal(SignalType::Resume, "StepName", step).await
    }

    /// Starts a step of an execution in interactive mode.
    ///
    /// # Errors
    ///
    /// As [`resume`](Self::resume).
    pub async fn start_step(&self, step: &str) -> Result<(), Error> {
        self.signal(SignalType::StartStep, "StepName", step).await
    }

    /// Stops a step that runs, by the [id](super::StepResult::id) that it has itself.
    ///
    /// # Errors
    ///
    /// As [`resume`](Self::resume).
    pub async fn stop_step(&self, step_id: &str) -> Result<(), Error> {
        self.signal(SignalType::StopStep, "StepExecutionId", step_id).await
    }

    /// Lets the step under way end, and starts no other.
    ///
    /// # Errors
    ///
    /// Those of `StopAutomationExecution`.
    pub async fn stop(&self) -> Result<(), Error> {
        self.end(StopType::Complete).await
    }

    /// Cancels the execution with the step under way.
    ///
    /// # Errors
    ///
    /// Those of `StopAutomationExecution`.
    pub async fn cancel(&self) -> Result<(), Error> {
        self.end(StopType::Cancel).await
    }

    async fn signal(&self, signal: SignalType, name: &str, value: &str) -> Result<(), Error> {
        let mut request = SendAutomationSignalRequest::new(self.id(), signal);
        request.payload = Some([(name.to_owned(), vec![value.to_owned()])].into());
        self.0.client.call(request).send().await?;
        Ok(())
    }

    async fn end(&self, how: StopType) -> Result<(), Error> {
        let mut request = StopAutomationExecutionRequest::new(self.id());
        request.r#type = Some(how);
        self.0.client.call(request).send().await?;
        Ok(())
    }
}
