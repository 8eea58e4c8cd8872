//! An execution before it is started.

use ssm_client::operation::StartAutomationExecutionRequest;
use ssm_client::{Client, ErrorKind, Failure};

use super::{AutomationError, AutomationTargets, ExecutionHandle};
use crate::{Limit, Pacing};

/// An execution before it is started. Made by [`ClientExt::automation`](crate::ClientExt::automation).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `start` is awaited"]
pub struct Automation {
    client: Client,
    request: StartAutomationExecutionRequest,
    pacing: Pacing,
}

impl Automation {
    pub(crate) fn new(client: Client, document: String) -> Self {
        Self { client, request: StartAutomationExecutionRequest::new(document), pacing: Pacing::default() }
    }

    /// The values of one of the runbook's parameters, in place of those it may have by now. One that takes
    /// a single value takes the only one of these.
    pub fn parameter<S: Into<String>>(
        mut self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = S>,
    ) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        self.request.parameters.get_or_insert_default().insert(name.into(), values);
        self
    }

    /// The version of the runbook: a number, `$DEFAULT` (the default) or `$LATEST`.
    pub fn document_version(mut self, version: impl Into<String>) -> Self {
        self.request.document_version = Some(version.into());
        self
    }

    /// Has a child execution for each target, which becomes the value of this parameter.
    ///
    /// ```no_run
    /// # use ssm_toolkit::ClientExt as _;
    /// # use ssm_toolkit::automation::AutomationTargets;
    /// # fn with(client: ssm_client::Client) {
    /// let restarts = client
    ///     .automation("AWS-RestartEC2Instance")
    ///     .for_each("InstanceId", AutomationTargets::tag("role", ["web"]))
    ///     .max_concurrency(2);
    /// # }
    /// ```
    pub fn for_each(mut self, parameter: impl Into<String>, targets: AutomationTargets) -> Self {
        self.request.target_parameter_name = Some(parameter.into());
        self.request.targets = Some(targets.0);
        self
    }

    /// How many targets there are executions of at a time.
    pub fn max_concurrency(mut self, targets: impl Into<Limit>) -> Self {
        self.request.max_concurrency = Some(targets.into().to_string());
        self
    }

    /// With how many errors there are still executions of further targets.
    pub fn max_errors(mut self, errors: impl Into<Limit>) -> Self {
        self.request.max_errors = Some(errors.into().to_string());
        self
    }

    /// Whatever else `StartAutomationExecution` takes: its mode, tags, alarms, other regions and accounts.
    pub fn request(mut self, change: impl FnOnce(&mut StartAutomationExecutionRequest)) -> Self {
        change(&mut self.request);
        self
    }

    /// How often the execution is looked at later, by those who wait for it.
    pub fn pacing(mut self, pacing: Pacing) -> Self {
        self.pacing = pacing;
        self
    }

    /// Starts it.
    ///
    /// # Errors
    ///
    /// What `StartAutomationExecution` refuses.
    pub async fn start(self) -> Result<ExecutionHandle, AutomationError> {
        let answer = self.client.call(self.request).send().await;
        let id = answer.map_err(|error| AutomationError::Call(error.into()))?.automation_execution_id;
        let id = id.ok_or_else(|| {
            let problem = "the answer does not say which execution was started";
            AutomationError::Call(Failure::new(ErrorKind::Decode, problem).into())
        })?;
        Ok(ExecutionHandle::new(self.client, id).pacing(self.pacing))
    }
}
