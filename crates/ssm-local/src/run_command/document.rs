//! The document that a command runs: the seam to the documents of the account.

use std::time::Duration;

use ssm_document::command::Step;
use ssm_document::configuration::PluginConfiguration;
use ssm_document::plugin::{DEFAULT_TIMEOUT_SECONDS, Plugin};
use ssm_document::{Arguments, Content, Document, Setting};

use crate::documents::{self, Found};
use crate::model::types::{DocumentType, InvalidDocument, PlatformType};
use crate::protocol::{Call, Error};

/// The document of this name in this version, which nodes must be able to run.
pub(super) fn find(call: &Call<'_>, name: &str, version: Option<&str>) -> Result<Found, Error> {
    let found = documents::find(call, name, version)?;
    if found.kind == DocumentType::Command {
        return Ok(found);
    }
    let kind = found.kind.as_str();
    let message = format!("the document {name:?} is of type {kind}; commands run documents of type Command");
    Err(InvalidDocument::with_message(message).into())
}

/// Whether the document is for nodes of this platform, as far as that is known.
pub(super) fn is_for(found: &Found, platform: Option<&PlatformType>) -> bool {
    found.platform_types.is_empty() || platform.is_none_or(|platform| found.platform_types.contains(platform))
}

/// What a document does once its parameters have values.
pub(super) struct Plan {
    pub(super) plugins: Vec<Planned>,
    /// How long all of it may take.
    pub(super) execution_timeout: Duration,
}

/// A plugin of a plan: its name in answers, and the folder of its output in S3.
pub(super) struct Planned {
    pub(super) name: String,
    pub(super) folder: String,
}

/// What the document does with these arguments. The error says what is wrong with them.
pub(super) fn plan(document: &Document, arguments: &Arguments) -> Result<Plan, String> {
    let bound = document.bind(arguments).map_err(|problems| problems.to_string())?;
    match bound.content().map_err(|problems| problems.to_string())? {
        Content::Command(command) => {
            let plugins = command.main_steps.iter().map(of_step).collect();
            let seconds = command.main_steps.iter().map(|step| {
                step.timeout_seconds
                    .as_ref()
                    .and_then(Setting::value)
                    .copied()
                    .unwrap_or_else(|| timeout(&step.plugin))
            });
            Ok(Plan { plugins, execution_timeout: sum(seconds) })
        }
        Content::Configuration(configuration) => {
            let plugins = configuration.runtime_config.iter().map(of_configuration).collect();
            let seconds =
                configuration.runtime_config.iter().flat_map(|plugin| &plugin.properties).map(timeout);
            Ok(Plan { plugins, execution_timeout: sum(seconds) })
        }
        _ => Err("the document is none that nodes run: its schema is neither 1.2 nor 2.0 nor 2.2".to_owned()),
    }
}

fn of_step(step: &Step) -> Planned {
    Planned { name: step.name.clone(), folder: format!("{}/{}", folder(step.plugin.name()), step.name) }
}

fn of_configuration(plugin: &PluginConfiguration) -> Planned {
    let folder = folder(&plugin.name);
    Planned { name: plugin.name.clone(), folder: format!("{folder}/0.{folder}") }
}

/// A plugin's name as the agent makes a folder of it.
fn folder(plugin: &str) -> String {
    plugin.replace(':', "")
}

fn timeout(plugin: &Plugin) -> i64 {
    let asked = match plugin {
        Plugin::RunShellScript(script) => script.timeout_seconds.as_ref(),
        Plugin::RunPowerShellScript(script) => script.timeout_seconds.as_ref(),
        Plugin::PsModule(module) => module.timeout_seconds.as_ref(),
        _ => None,
    };
    asked.and_then(Setting::value).copied().unwrap_or(DEFAULT_TIMEOUT_SECONDS)
}

fn sum(seconds: impl Iterator<Item = i64>) -> Duration {
    Duration::from_secs(seconds.filter_map(|seconds| u64::try_from(seconds).ok()).sum())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use ssm_document::{Arguments, Document};

    use super::plan;

    const STEPS: &str = r#"
schemaVersion: "2.2"
parameters:
  timeout: { type: String, default: "20" }
mainSteps:
  - name: fetch
    action: aws:runShellScript
    timeoutSeconds: 5
    inputs: { runCommand: [uptime] }
  - name: start
    action: aws:runPowerShellScript
    inputs: { runCommand: [uptime], timeoutSeconds: "{{ timeout }}" }
"#;

    #[test]
    fn a_plan_names_the_steps_and_adds_up_their_time_outs() {
        let document = Document::parse(STEPS).unwrap();
        let found = plan(&document, &Arguments::new()).unwrap();
        let steps: Vec<(&str, &str)> =
            found.plugins.iter().map(|plugin| (&*plugin.name, &*plugin.folder)).collect();
        assert_eq!(steps, [("fetch", "awsrunShellScript/fetch"), ("start", "awsrunPowerShellScript/start")]);
        assert_eq!(found.execution_timeout, Duration::from_secs(25));
        let longer = plan(&document, &Arguments::new().set("timeout", "60")).unwrap();
        assert_eq!(longer.execution_timeout, Duration::from_secs(65));
        assert!(plan(&document, &Arguments::new().set("colour", "red")).is_err());
    }

    #[test]
    fn a_document_that_nodes_do_not_run_has_no_plan() {
        let document = Document::parse(r#"{"schemaVersion": "0.3", "mainSteps": []}"#).unwrap();
        assert!(plan(&document, &Arguments::new()).is_err());
    }
}
