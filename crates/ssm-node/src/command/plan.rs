//! What a document has the node do, in order.

use std::time::Duration;

use ssm_document::command::{Precondition, Step};
use ssm_document::configuration::PluginConfiguration;
use ssm_document::plugin::Plugin;
use ssm_document::{Arguments, Content, Document, Setting, Value};

use super::references::Stored;
use crate::core::Core;
use crate::folder::is_file_name;

/// A step with all that decides whether and how it runs.
pub(crate) struct Planned {
    /// What replies call it: the step's name, or the plugin's in documents without steps.
    pub(crate) id: String,
    /// The plugin's name.
    pub(crate) plugin: String,
    pub(crate) step_name: String,
    /// What to do, each with the folder of its output below the command's.
    pub(crate) tasks: Vec<Task>,
    pub(crate) precondition: Option<Precondition>,
    pub(crate) time_limit: Option<Duration>,
    pub(crate) then: Then,
}

/// A plugin with its inputs.
pub(crate) struct Task {
    pub(crate) folder: String,
    pub(crate) plugin: Plugin,
}

/// What the end of a step means for those after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Then {
    /// A failure ends the document.
    pub(crate) exit_on_failure: bool,
    /// A failure counts as a success, and ends the document.
    pub(crate) succeed_on_failure: bool,
    /// A success ends the document.
    pub(crate) exit_on_success: bool,
    /// The step runs although the document has ended.
    pub(crate) finally: bool,
}

/// The steps of a document with these values for its parameters, and with what Parameter Store has for its
/// references; the error is a sentence about the document.
pub(crate) async fn plan(
    core: &Core,
    document: &Document,
    arguments: &Arguments,
) -> Result<Vec<Planned>, String> {
    let stored = Stored::of(core, document, arguments).await?;
    let bound = document.bind_with(arguments, &stored).map_err(|problems| problems.to_string())?;
    let steps: Vec<Planned> = match bound.content().map_err(|problems| problems.to_string())? {
        Content::Command(command) => command.main_steps.into_iter().map(of_step).collect(),
        Content::Configuration(document) => document.runtime_config.iter().map(of_configuration).collect(),
        _ => return Err("its schema is none that nodes run: they run 1.2, 2.0 and 2.2".to_owned()),
    };
    let is_folder = |folder: &str| folder.split('/').all(is_file_name);
    let folders = steps.iter().flat_map(|step| &step.tasks).map(|task| &task.folder);
    match folders.into_iter().find(|folder| !is_folder(folder)) {
        Some(folder) => Err(format!("the name of a step cannot be that of a folder: {folder:?}")),
        None => Ok(steps),
    }
}

fn of_step(step: Step) -> Planned {
    let inputs = step.plugin.inputs();
    let plugin = step.plugin.name().to_owned();
    let on_failure = step.on_failure.as_ref().map(|on_failure| on_failure.as_str().to_owned());
    let task = Task { folder: format!("{}/{}", folder(&plugin), step.name), plugin: step.plugin };
    Planned {
        id: step.name.clone(),
        plugin,
        step_name: step.name,
        tasks: vec![task],
        precondition: step.precondition,
        time_limit: step.timeout_seconds.as_ref().and_then(Setting::value).copied().and_then(seconds),
        then: Then::of(on_failure.or_else(|| text(&inputs, "onFailure")).as_deref(), &inputs),
    }
}

fn of_configuration(configuration: &PluginConfiguration) -> Planned {
    let name = &configuration.name;
    let task = |(index, plugin): (usize, &Plugin)| {
        let id = text(&plugin.inputs(), "id").filter(|id| !id.is_empty());
        let own = id.map_or_else(|| format!("{index}.{}", folder(name)), |id| folder(&id));
        Task { folder: format!("{}/{own}", folder(name)), plugin: plugin.clone() }
    };
    Planned {
        id: name.clone(),
        plugin: name.clone(),
        step_name: name.clone(),
        tasks: configuration.properties.iter().enumerate().map(task).collect(),
        precondition: None,
        time_limit: None,
        then: Then::default(),
    }
}

impl Then {
    fn of(on_failure: Option<&str>, inputs: &Value) -> Self {
        let finally = inputs.get("finallyStep");
        Self {
            exit_on_failure: on_failure == Some("exit"),
            succeed_on_failure: on_failure == Some("successAndExit"),
            exit_on_success: text(inputs, "onSuccess").as_deref() == Some("exit"),
            finally: finally.is_some_and(|value| {
                value.as_bool() == Some(true) || value.as_text().is_some_and(|text| text == "true")
            }),
        }
    }
}

/// A plugin's name as the agent makes a folder of it.
fn folder(name: &str) -> String {
    name.replace(':', "")
}

fn text(inputs: &Value, name: &str) -> Option<String> {
    inputs.get(name)?.as_text().map(str::to_owned)
}

/// A time limit in seconds, if it is one.
pub(crate) fn seconds(seconds: i64) -> Option<Duration> {
    u64::try_from(seconds).ok().filter(|seconds| *seconds > 0).map(Duration::from_secs)
}
