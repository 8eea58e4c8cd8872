//! The document that a command runs: the seam to the documents of the account.

use std::time::Duration;

use ssm_document::command::Step;
use ssm_document::configuration::PluginConfiguration;
use ssm_document::plugin::{DEFAULT_TIMEOUT_SECONDS, Plugin};
use ssm_document::{Arguments, Content, Document, Setting};

use crate::digest;
use crate::model::types::{DocumentHashType, InvalidDocument, InvalidDocumentVersion, PlatformType};
use crate::protocol::{Call, Error};

/// A document of type `Command`.
pub(crate) struct Found {
    pub(super) version: String,
    /// The text of its content, which its hash is of.
    text: String,
    pub(crate) content: Document,
    /// The platforms that it is for; any if there are none.
    pub(super) platform_types: Vec<PlatformType>,
}

/// The document of this name in this version, which may also be `$DEFAULT` or `$LATEST`.
pub(crate) fn find(_: &Call<'_>, name: &str, version: Option<&str>) -> Result<Found, Error> {
    if name != "AWS-RunShellScript" {
        return Err(InvalidDocument::with_message(format!("there is no document {name:?}")).into());
    }
    if !matches!(version, None | Some("$DEFAULT" | "$LATEST" | "1")) {
        let version = version.unwrap_or_default();
        let message = format!("the document {name:?} has no version {version:?}");
        return Err(InvalidDocumentVersion::with_message(message).into());
    }
    let text = include_str!("document/aws_run_shell_script.json").to_owned();
    let content = Document::parse(&text)
        .map_err(|error| InvalidDocument::with_message(format!("the document {name:?}: {error}")))?;
    let platform_types = vec![PlatformType::Linux, PlatformType::Macos];
    Ok(Found { version: "1".to_owned(), text, content, platform_types })
}

impl Found {
    /// Whether its content has this hash.
    pub(super) fn has_hash(&self, kind: Option<&DocumentHashType>, hash: &str) -> bool {
        let own = match kind {
            Some(DocumentHashType::Sha1) => digest::sha1(self.text.as_bytes()),
            _ => digest::sha256(self.text.as_bytes()),
        };
        own.eq_ignore_ascii_case(hash)
    }

    pub(super) fn is_for(&self, platform: Option<&PlatformType>) -> bool {
        self.platform_types.is_empty()
            || platform.is_none_or(|platform| self.platform_types.contains(platform))
    }
}

/// What a document does once its parameters have values.
pub(crate) struct Plan {
    pub(super) plugins: Vec<Planned>,
    /// How long all of it may take.
    pub(super) execution_timeout: Duration,
}

/// A plugin of a plan: its name in answers, and the folder of its output in S3.
pub(crate) struct Planned {
    pub(super) name: String,
    pub(super) folder: String,
}

/// What the document does with these arguments. The error says what is wrong with them.
pub(crate) fn plan(document: &Document, arguments: &Arguments) -> Result<Plan, String> {
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
