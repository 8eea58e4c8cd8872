//! A command before it is sent.

use std::time::Duration;

use awsjson_transport::typed::Operation;
use ssm_client::operation::SendCommandRequest;
use ssm_client::{Client, ErrorKind, Failure};

use super::{CommandError, CommandHandle, Targets};
use crate::{Limit, Pacing};

/// A command before it is sent. Made by [`ClientExt::run_command`](crate::ClientExt::run_command).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `start` is awaited"]
pub struct RunCommand {
    client: Client,
    request: SendCommandRequest,
    targets: Targets,
    pacing: Pacing,
}

impl RunCommand {
    pub(crate) fn new(client: Client, document: String) -> Self {
        let targets = Targets::ids([""; 0]);
        Self { client, request: SendCommandRequest::new(document), targets, pacing: Pacing::default() }
    }

    /// The nodes to run it on.
    pub fn on(mut self, targets: Targets) -> Self {
        self.targets = targets;
        self
    }

    /// The values of one of the document's parameters, in place of those it may have by now. One that takes
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

    /// The values of several parameters, as [`parameter`](Self::parameter).
    pub fn parameters<N: Into<String>, S: Into<String>, V: IntoIterator<Item = S>>(
        self,
        parameters: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        parameters.into_iter().fold(self, |command, (name, values)| command.parameter(name, values))
    }

    /// The version of the document: a number, `$DEFAULT` (the default) or `$LATEST`.
    pub fn document_version(mut self, version: impl Into<String>) -> Self {
        self.request.document_version = Some(version.into());
        self
    }

    /// What people are to know of the command, at most 100 characters.
    pub fn comment(mut self, comment: impl Into<String>) -> Self {
        self.request.comment = Some(comment.into());
        self
    }

    /// How long a node may take until it begins, in whole seconds from 30 to 2,592,000 (30 days); an hour
    /// unless it is set.
    pub fn delivery_timeout(mut self, timeout: Duration) -> Self {
        self.request.timeout_seconds = Some(i32::try_from(timeout.as_secs()).unwrap_or(i32::MAX));
        self
    }

    /// How long the scripts may run, in whole seconds: the parameter `executionTimeout`, which documents
    /// that run scripts have. An hour unless it is set, with those of AWS.
    pub fn execution_timeout(self, timeout: Duration) -> Self {
        self.parameter("executionTimeout", [timeout.as_secs().to_string()])
    }

    /// How many nodes run the command at a time; 50 unless it is set.
    pub fn max_concurrency(mut self, nodes: impl Into<Limit>) -> Self {
        self.request.max_concurrency = Some(nodes.into().to_string());
        self
    }

    /// With how many errors the command still goes on to further nodes; none unless it is set.
    pub fn max_errors(mut self, errors: impl Into<Limit>) -> Self {
        self.request.max_errors = Some(errors.into().to_string());
        self
    }

    /// The bucket in which nodes keep what the command prints, all of it. Their role must allow them to put
    /// objects there.
    pub fn output_bucket(mut self, bucket: impl Into<String>) -> Self {
        self.request.output_s3_bucket_name = Some(bucket.into());
        self
    }

    /// What the keys in the bucket begin with.
    pub fn output_key_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.request.output_s3_key_prefix = Some(prefix.into());
        self
    }

    /// Whatever else `SendCommand` takes: notifications, alarms, logs, a hash of the document.
    ///
    /// ```no_run
    /// # use ssm_toolkit::ClientExt as _;
    /// # fn with(client: ssm_client::Client) {
    /// let command = client.run_shell(["uptime"]).request(|request| {
    ///     request.service_role_arn = Some("arn:aws:iam::123456789012:role/notifies".to_owned());
    /// });
    /// # }
    /// ```
    pub fn request(mut self, change: impl FnOnce(&mut SendCommandRequest)) -> Self {
        change(&mut self.request);
        self
    }

    /// How often the command is looked at later, by those who wait for it.
    pub fn pacing(mut self, pacing: Pacing) -> Self {
        self.pacing = pacing;
        self
    }

    /// Sends the command.
    ///
    /// # Errors
    ///
    /// [`CommandError::Call`]: targets that no command can have, which are not sent, and what
    /// `SendCommand` refuses.
    pub async fn start(mut self) -> Result<CommandHandle, CommandError> {
        if let Some(problem) = self.targets.problem() {
            let failure = Failure::invalid_request(SendCommandRequest::INFO, problem);
            return Err(CommandError::Call(failure.into()));
        }
        let Targets { ids, targets } = self.targets;
        self.request.instance_ids = (!ids.is_empty()).then_some(ids);
        self.request.targets = (!targets.is_empty()).then_some(targets);
        let answer = self.client.call(self.request).send().await;
        let command = answer.map_err(|error| CommandError::Call(error.into()))?.command;
        let id = command.and_then(|command| command.command_id).ok_or_else(|| {
            let problem = "the answer does not say which command was started";
            CommandError::Call(Failure::new(ErrorKind::Decode, problem).into())
        })?;
        Ok(CommandHandle::new(self.client, id).pacing(self.pacing))
    }
}
