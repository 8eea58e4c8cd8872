//! Command documents: read, typed, bound, validated.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use ssm_document::command::{CommandDocument, Step};
use ssm_document::configuration::{Configuration, PluginConfiguration, RuntimeConfig};
use ssm_document::plugin::{Plugin, RunShellScript};
use ssm_document::{Arguments, Content, Document, Parameter, ParameterType, Setting};

const SHELL_1_2: &str = r#"{
  "schemaVersion": "1.2",
  "description": "Runs commands in a shell.",
  "parameters": {
    "commands": {"type": "StringList", "description": "What to run.", "minItems": 1, "displayType": "textarea"},
    "workingDirectory": {"type": "String", "default": "", "maxChars": 4096},
    "executionTimeout": {"type": "String", "default": "3600", "allowedPattern": "([1-9][0-9]{0,4})|(1[0-6][0-9]{4})|(17[0-1][0-9]{3})|(172[0-7][0-9]{2})|(172800)"}
  },
  "runtimeConfig": {
    "aws:runShellScript": {
      "properties": [
        {"id": "0.aws:runShellScript", "runCommand": "{{ commands }}", "workingDirectory": "{{ workingDirectory }}", "timeoutSeconds": "{{ executionTimeout }}"}
      ]
    }
  }
}"#;

const STEPS_2_2: &str = r#"
schemaVersion: "2.2"
description: Steps on two platforms.
parameters:
  message:
    type: String
    default: hello
mainSteps:
  - action: aws:runShellScript
    name: linux
    precondition:
      StringEquals: [platformType, Linux]
    inputs:
      runCommand:
        - echo {{ message }}
      timeoutSeconds: 30
  - action: aws:runPowerShellScript
    name: windows
    precondition:
      StringEquals: [platformType, Windows]
    inputs:
      runCommand: ["Write-Output '{{ message }}'"]
      onFailure: exit
"#;

fn command(document: &Document) -> CommandDocument {
    match document.content().unwrap() {
        Content::Command(command) => command,
        other => panic!("not a command document: {other:?}"),
    }
}

#[test]
fn plugins_of_schema_1_2_are_typed_and_bound() {
    let document = Document::parse(SHELL_1_2).unwrap();
    document.validate().unwrap();
    document.validate_as("Command").unwrap();
    let arguments = Arguments::from_lists([("commands", vec!["cd /tmp", "ls"])]);
    let bound = document.bind(&arguments).unwrap();
    let Content::Configuration(configuration) = bound.content().unwrap() else { panic!() };
    let plugin = configuration.runtime_config.iter().next().unwrap();
    assert_eq!(plugin.name, "aws:runShellScript");
    let Plugin::RunShellScript(script) = &plugin.properties[0] else { panic!() };
    assert_eq!(script.run_command[..], ["cd /tmp", "ls"]);
    assert_eq!(script.timeout_seconds, Some(Setting::Value(3600)));
    assert_eq!(script.working_directory.as_deref(), Some(""));
}

#[test]
fn steps_of_schema_2_2_are_typed_and_bound() {
    let document = Document::parse(STEPS_2_2).unwrap();
    document.validate().unwrap();
    let bound = document.bind(&Arguments::new().set("message", "$HOME")).unwrap();
    let command = command(&bound);
    let Plugin::RunShellScript(script) = &command.main_steps[0].plugin else { panic!() };
    assert_eq!(script.run_command[..], ["echo $HOME"]);
    let runs = |step: &Step, platform: &str| step.precondition.as_ref().unwrap().holds(platform).unwrap();
    assert!(runs(&command.main_steps[0], "Linux") && !runs(&command.main_steps[0], "Windows"));
    assert!(runs(&command.main_steps[1], "windows") && !runs(&command.main_steps[1], "MacOS"));
}

#[test]
fn a_built_document_is_the_one_that_is_read() {
    let step = Step::new("greet", RunShellScript::new(["echo {{ words }}"]).timeout_seconds(10));
    let words = Parameter::new(ParameterType::String).default("hello");
    let built =
        Document::from(CommandDocument::new([step]).description("Greets.").parameters([("words", words)]));
    built.validate().unwrap();
    assert_eq!(
        built.to_json(),
        r#"{"schemaVersion":"2.2","description":"Greets.","parameters":{"words":{"type":"String","default":"hello"}},"mainSteps":[{"name":"greet","action":"aws:runShellScript","inputs":{"runCommand":["echo {{ words }}"],"timeoutSeconds":10}}]}"#
    );
    assert_eq!(command(&Document::parse(&built.to_yaml()).unwrap()), command(&built));

    let script = PluginConfiguration::new(RunShellScript::new("uptime"));
    let built = Document::from(Configuration::new(RuntimeConfig::from([script])));
    built.validate().unwrap();
    assert_eq!(
        built.to_json(),
        r#"{"schemaVersion":"1.2","runtimeConfig":{"aws:runShellScript":{"properties":[{"runCommand":["uptime"]}]}}}"#
    );
}
