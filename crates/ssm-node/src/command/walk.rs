//! The way through the steps of a document.

use std::path::{Path, PathBuf};

use ssm_document::plugin::Plugin;

use super::plan::{Planned, Task};
use crate::folder::{self, off_runtime};
use crate::output::{Output, Texts};
use crate::plugin::{self, Outcome, Place};
use crate::process::{Stop, end_left_over};
use crate::reply::{PluginResult, Status, now};

/// The exit code of a step that the node's own end has ended.
const INTERRUPTED: i32 = 137;

/// A way through steps in their order.
pub(crate) struct Walk {
    /// A step ended the document.
    has_exited: bool,
}

impl Walk {
    pub(crate) fn new() -> Self {
        Self { has_exited: false }
    }

    /// The rest of a way on which these steps are over.
    pub(crate) fn after<'a>(finished: impl Iterator<Item = (&'a Planned, &'a PluginResult)>) -> Self {
        let ended = |(step, result): (&Planned, &PluginResult)| match result.status {
            Status::Failed | Status::TimedOut => step.then.exit_on_failure,
            // A failure that counts as a success keeps its exit code.
            Status::Success => {
                step.then.exit_on_success || (step.then.succeed_on_failure && result.code != 0)
            }
            _ => false,
        };
        Self { has_exited: finished.into_iter().any(ended) }
    }

    /// Runs the next step, or says why it does not run. Its output goes to `also_into` too.
    pub(crate) async fn next(
        &mut self,
        place: &mut Place<'_>,
        step: &Planned,
        also_into: Option<&Output>,
    ) -> PluginResult {
        let mut result = begin(step);
        match self.obstacle(place, step) {
            Some((status, reason)) => {
                result.status = status;
                result.code = i32::from(status == Status::Failed);
                result.set_texts(Texts { standard_output: reason, standard_error: String::new() });
            }
            None => run(place, step, also_into, &mut result).await,
        }
        self.take_notice(step, &mut result);
        result.end_date_time = now();
        result
    }

    /// Why a step does not run.
    fn obstacle(&self, place: &Place<'_>, step: &Planned) -> Option<(Status, String)> {
        match *place.stopping.borrow() {
            Some(Stop::Cancelled) => {
                return Some((Status::Cancelled, "The command was cancelled.".to_owned()));
            }
            Some(Stop::Node) => return Some((Status::Failed, "The node was stopped.".to_owned())),
            None => {}
        }
        if self.has_exited && !step.then.finally {
            return Some((Status::Skipped, "Skipped: an earlier step ended the document.".to_owned()));
        }
        let platform = place.core.platform.platform_type.as_str();
        match step.precondition.as_ref().map_or(Ok(true), |precondition| precondition.holds(platform)) {
            Ok(true) => None,
            Ok(false) => Some((Status::Skipped, "Skipped: the precondition does not hold.".to_owned())),
            Err(error) => Some((Status::Failed, format!("The precondition cannot be decided: {error}"))),
        }
    }

    /// What the end of the step means for those after it.
    fn take_notice(&mut self, step: &Planned, result: &mut PluginResult) {
        match result.status {
            Status::Failed | Status::TimedOut if step.then.succeed_on_failure => {
                result.status = Status::Success;
                self.has_exited = true;
            }
            Status::Failed | Status::TimedOut if step.then.exit_on_failure => self.has_exited = true,
            Status::Success if step.then.exit_on_success => self.has_exited = true,
            _ => {}
        }
    }
}

/// What a node that stopped left of the step that it had begun.
pub(super) enum Left {
    /// Nothing of it ran.
    Nothing,
    /// Its script came to its end.
    Over(PluginResult),
    /// Nobody knows how far it came; what still ran is ended.
    Interrupted(PluginResult),
}

/// Finds out what a node that stopped left of a step.
pub(super) async fn left_by(step: &Planned, folder: &Path) -> Left {
    let folders: Vec<PathBuf> = step.tasks.iter().map(|task| folder.join(&task.folder)).collect();
    let is_script = matches!(&step.tasks[..], [Task { plugin: Plugin::RunShellScript(_), .. }]);
    let found = off_runtime(move || {
        let mut texts = Texts::default();
        let mut end = plugin::ScriptEnd::NotBegun;
        for folder in folders.iter().filter(|folder| folder.is_dir()) {
            end_left_over(folder)?;
            end = plugin::script_end(folder)?;
            texts.append(Output::new(folder)?.texts()?);
        }
        Ok((texts, end))
    });
    let (mut texts, end) = found.await.unwrap_or_else(|error| {
        let standard_error = format!("cannot read the output of the step: {error}\n");
        (Texts { standard_error, ..Texts::default() }, plugin::ScriptEnd::Unknown)
    });
    let mut result = begin(step);
    result.end_date_time = now();
    match end {
        plugin::ScriptEnd::NotBegun if is_script => Left::Nothing,
        plugin::ScriptEnd::Exited(code) if is_script => {
            let outcome = plugin::outcome_of_exit(code);
            (result.status, result.code) = (outcome.status, outcome.code);
            result.set_texts(texts);
            Walk::new().take_notice(step, &mut result);
            Left::Over(result)
        }
        _ => {
            texts.standard_error.push_str("the node was stopped in the middle of the step\n");
            (result.status, result.code) = (Status::Failed, INTERRUPTED);
            result.set_texts(texts);
            Left::Interrupted(result)
        }
    }
}

async fn run(place: &mut Place<'_>, step: &Planned, also_into: Option<&Output>, result: &mut PluginResult) {
    let mut texts = Texts::default();
    let mut outcomes = Vec::new();
    for task in &step.tasks {
        if !outcomes.is_empty() && place.stopping.borrow().is_some() {
            break;
        }
        let (outcome, found) = run_task(place, step, task, also_into).await;
        texts.append(found);
        outcomes.push(outcome);
    }
    result.status = Status::of_all(outcomes.iter().map(|outcome| outcome.status));
    let deciding = outcomes.iter().find(|outcome| outcome.status == result.status);
    result.code = deciding.map_or(0, |outcome| outcome.code);
    result.set_texts(texts);
}

async fn run_task(
    place: &mut Place<'_>,
    step: &Planned,
    task: &Task,
    also_into: Option<&Output>,
) -> (Outcome, Texts) {
    let (own, downloads) = (place.folder.join(&task.folder), place.folder.join("downloads"));
    let made = off_runtime(move || {
        folder::create(&downloads)?;
        Output::new(&own)
    });
    let output = match made.await {
        Ok(output) => output,
        Err(error) => {
            let standard_error = format!("cannot make the folder of the step: {error}");
            return (Outcome::FAILED, Texts { standard_error, ..Texts::default() });
        }
    };
    let outcome = plugin::run(place, &task.plugin, &output, step.time_limit).await;
    let into = also_into.cloned();
    let read = off_runtime(move || {
        if let Some(into) = into {
            into.absorb(&output)?;
        }
        output.texts()
    });
    let texts = read.await.unwrap_or_else(|error| Texts {
        standard_error: format!("cannot read the output of the step: {error}"),
        ..Texts::default()
    });
    (outcome, texts)
}

fn begin(step: &Planned) -> PluginResult {
    PluginResult {
        id: step.id.clone(),
        status: Status::InProgress,
        code: 0,
        name: step.plugin.clone(),
        output: String::new(),
        step_name: step.step_name.clone(),
        standard_output: String::new(),
        standard_error: String::new(),
        bucket: String::new(),
        key_prefix: String::new(),
        start_date_time: now(),
        end_date_time: String::new(),
    }
}
