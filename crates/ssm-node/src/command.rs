//! A command on this node, from its first step to its last reply.

mod plan;
mod references;
mod walk;

use std::path::{Path, PathBuf};

use ssm_document::{Arguments, Document, Value};

pub(crate) use plan::{Planned, plan, seconds};
pub(crate) use walk::Walk;

use walk::Left;

use crate::associations;
use crate::core::Core;
use crate::event::Event;
use crate::folder::{is_file_name, off_runtime};
use crate::ledger::{Entry, Stage};
use crate::message::Command;
use crate::output::Output;
use crate::plugin::Place;
use crate::process::{Stop, Stopping};
use crate::reply::{PluginResult, Status, payload};

/// A command that was taken over.
pub(crate) struct Job {
    pub(crate) message_id: String,
    /// The association that the command applies, if no message asked for it.
    pub(crate) association_id: Option<String>,
    pub(crate) command: Command,
    /// The message's text, from which the command can be read again.
    pub(crate) payload: String,
}

impl Job {
    /// Runs the command and leaves its last reply in the outbox. `finished` are the steps that were over if
    /// the node stopped in the middle of the command.
    pub(crate) async fn run(self, core: &Core, finished: Option<Vec<PluginResult>>, stopping: Stopping) {
        let document = self.command.document_name.clone();
        core.tell(&Event::CommandStarted { command_id: self.command.id.clone(), document });
        match (self.steps(core).await, finished) {
            (Ok(steps), None) => self.run_steps(core, &steps, Vec::new(), stopping).await,
            (Ok(steps), Some(finished)) => self.resume(core, &steps, finished, stopping).await,
            (Err(error), _) => self.end(core, Status::Failed, &error, &[]).await,
        }
    }

    /// Goes on with a command in whose middle the node stopped. A step that ran then does not run again:
    /// if its script came to its end by itself all is well, and otherwise the command has failed.
    async fn resume(
        &self,
        core: &Core,
        steps: &[Planned],
        mut finished: Vec<PluginResult>,
        stopping: Stopping,
    ) {
        let Some(step) = steps.get(finished.len()) else {
            return self.run_steps(core, steps, finished, stopping).await;
        };
        let (mut result, is_over) = match walk::left_by(step, &self.folder(core)).await {
            Left::Nothing => return self.run_steps(core, steps, finished, stopping).await,
            Left::Over(result) => (result, true),
            Left::Interrupted(result) => (result, false),
        };
        self.keep_output(core, step, &mut result).await;
        self.tell_step(core, steps, &result, &finished).await;
        finished.push(result);
        if is_over {
            return self.run_steps(core, steps, finished, stopping).await;
        }
        let trace = "the node stopped in the middle of the command, which does not run again";
        self.end(core, Status::Failed, trace, &finished).await;
    }

    /// Ends a command that never began.
    pub(crate) async fn end_unstarted(self, core: &Core, stop: Stop) {
        match stop {
            Stop::Cancelled => {
                self.end(core, Status::Cancelled, "the command was cancelled before it began", &[]).await;
            }
            // The next node with this folder goes on with it.
            Stop::Node => {}
        }
    }

    /// Runs the steps that are not over.
    async fn run_steps(
        &self,
        core: &Core,
        steps: &[Planned],
        mut finished: Vec<PluginResult>,
        stopping: Stopping,
    ) {
        let mut place = Place { core, folder: self.folder(core), depth: 0, stopping };
        let mut walk = Walk::after(steps.iter().zip(&finished));
        for step in steps.iter().skip(finished.len()) {
            self.keep(core, Stage::Running { payload: self.payload.clone(), finished: finished.clone() })
                .await;
            let mut result = walk.next(&mut place, step, None).await;
            self.keep_output(core, step, &mut result).await;
            self.tell_step(core, steps, &result, &finished).await;
            finished.push(result);
        }
        let status = Status::of_all(finished.iter().map(|result| result.status));
        self.end(core, status, "", &finished).await;
    }

    async fn steps(&self, core: &Core) -> Result<Vec<Planned>, String> {
        let content = self.command.document_content.to_string();
        let document =
            Document::from_json(&content).map_err(|error| format!("the document cannot be read: {error}"))?;
        let steps = plan(core, &document, &self.arguments()?).await;
        steps.map_err(|error| format!("the document cannot be run: {error}"))
    }

    /// The values of the document's parameters: in a message of their types, in an association lists of text.
    fn arguments(&self) -> Result<Arguments, String> {
        let Some(parameters) = &self.command.parameters else { return Ok(Arguments::new()) };
        let values = crate::message::values(parameters)?;
        if self.association_id.is_none() {
            let add = |arguments: Arguments, (name, value): (String, Value)| arguments.set(name, value);
            return Ok(values.into_iter().fold(Arguments::new(), add));
        }
        let texts = |value: &Value| {
            let elements = value.as_list().unwrap_or_default().iter();
            elements.filter_map(|element| element.as_text().map(str::to_owned)).collect::<Vec<String>>()
        };
        Ok(Arguments::from_lists(values.iter().map(|(name, value)| (name, texts(value)))))
    }

    fn folder(&self, core: &Core) -> PathBuf {
        core.folder.orchestration().join(&self.command.id)
    }

    /// Copies a step's output to where the command wants it, if there is a folder that stands for S3.
    async fn keep_output(&self, core: &Core, step: &Planned, result: &mut PluginResult) {
        let bucket = self.command.bucket.as_deref().filter(|bucket| is_file_name(bucket));
        let (Some(root), Some(bucket)) = (&core.output_folder, bucket) else { return };
        let prefix = self.command.key_prefix.as_deref().unwrap_or_default();
        let mut parts: Vec<&str> = prefix.split('/').filter(|part| !part.is_empty()).collect();
        match self.command.id.split_once('.') {
            // An association and the time, as the agent has it.
            Some((association, time)) => parts.extend([core.instance_id.as_str(), association, time]),
            None => parts.extend([self.command.id.as_str(), core.instance_id.as_str()]),
        }
        if !parts.iter().all(|part| is_file_name(part)) {
            return;
        }
        for task in &step.tasks {
            let key = format!("{}/{}", parts.join("/"), task.folder);
            let (from, to) = (self.folder(core).join(&task.folder), root.join(bucket).join(&key));
            if let Err(error) = copy_output(from, to).await {
                core.folder_failed("cannot keep output in the folder that stands for S3", &error);
            }
            result.bucket = bucket.to_owned();
            result.key_prefix = key;
        }
    }

    /// Replies that a step is over. With one step alone the last reply says it.
    async fn tell_step(
        &self,
        core: &Core,
        steps: &[Planned],
        result: &PluginResult,
        finished: &[PluginResult],
    ) {
        if steps.len() > 1 {
            let all = [finished, std::slice::from_ref(result)].concat();
            let told = std::slice::from_ref(result);
            self.reply(core, Status::InProgress, "", told, &all).await;
        }
    }

    async fn end(&self, core: &Core, status: Status, trace: &str, finished: &[PluginResult]) {
        let told = if finished.len() == 1 { finished } else { &[] };
        self.reply(core, status, trace, told, finished).await;
        self.keep(core, Stage::Ended).await;
        let (command_id, status) = (self.command.id.clone(), status.as_str().to_owned());
        core.tell(&Event::CommandEnded { command_id, status });
    }

    /// Says how the document stands to whom it concerns: the message that asked for it, or the association.
    async fn reply(
        &self,
        core: &Core,
        status: Status,
        trace: &str,
        told: &[PluginResult],
        over: &[PluginResult],
    ) {
        let put = match &self.association_id {
            Some(id) => core.outbox.put_report(associations::of_document(id, status, trace, over)).await,
            None => {
                let payload = payload(core, &self.command.id, status, trace, told, over);
                core.outbox.put(&self.message_id, payload).await
            }
        };
        if let Err(error) = put {
            core.folder_failed("cannot keep a reply", &error);
        }
    }

    async fn keep(&self, core: &Core, stage: Stage) {
        let (message_id, association_id) = (self.message_id.clone(), self.association_id.clone());
        let entry = Entry { message_id, association_id, stage };
        if let Err(error) = core.ledger.keep(&self.command.id, entry).await {
            core.folder_failed("cannot keep how far a command has come", &error);
        }
    }
}

async fn copy_output(from: PathBuf, to: PathBuf) -> std::io::Result<()> {
    off_runtime(move || match Path::new(&from).is_dir() {
        true => Output::new(&from)?.copy_to(&to),
        false => Ok(()),
    })
    .await
}
