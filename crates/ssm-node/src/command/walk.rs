//! The way through the steps of a document.

use std::path::Path;

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

/// What is known of a step in whose middle the node stopped: its output until then. What still runs of it
/// is ended.
pub(super) async fn interrupted(step: &Planned, folder: &Path) -> PluginResult {
    let mut result = begin(step);
    let mut texts = Texts::default();
    for task in &step.tasks {
        let folder = folder.join(&task.folder);
        let found = off_runtime(move || match folder.is_dir() {
            true => {
                end_left_over(&folder)?;
                Output::new(&folder)?.texts().map(Some)
            }
            false => Ok(None),
        });
        if let Ok(Some(found)) = found.await {
            texts.append(found);
        }
    }
    texts.standard_error.push_str("the node was stopped in the middle of the step\n");
    result.status = Status::Failed;
    result.code = INTERRUPTED;
    result.set_texts(texts);
    result.end_date_time = now();
    result
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
