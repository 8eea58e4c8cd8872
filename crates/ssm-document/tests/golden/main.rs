//! Documents of every schema are valid, typed, and come back as they were.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use ssm_document::automation::Action;
use ssm_document::plugin::Plugin;
use ssm_document::{Content, Document, Format, SchemaVersion};

/// The documents, each with the type it has in Systems Manager.
const DOCUMENTS: [(&str, &str); 12] = [
    ("Command", include_str!("documents/shell_script_1_2.json")),
    ("Command", include_str!("documents/plugins_1_2.json")),
    ("Command", include_str!("documents/plugins_2_2.yaml")),
    ("Policy", include_str!("documents/policy_2_0.json")),
    ("Session", include_str!("documents/session_preferences.json")),
    ("Session", include_str!("documents/session_port.json")),
    ("Session", include_str!("documents/session_commands.yaml")),
    ("Automation", include_str!("documents/automation_stop.yaml")),
    ("Automation", include_str!("documents/automation_flow.yaml")),
    ("Automation", include_str!("documents/automation_actions.json")),
    ("Package", include_str!("documents/package_manifest.json")),
    ("ApplicationConfiguration", include_str!("documents/application_configuration.json")),
];

fn documents() -> impl Iterator<Item = (&'static str, &'static str, Document)> {
    DOCUMENTS.iter().map(|(document_type, text)| (*document_type, *text, Document::parse(text).unwrap()))
}

/// JSON without the spaces between its tokens.
fn compact(json: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    let keep = |c: &char| {
        let kept = in_text || !c.is_whitespace();
        in_text ^= *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        kept
    };
    json.chars().filter(keep).collect()
}

/// The document made anew from its typed content.
fn retyped(document: &Document) -> Option<Document> {
    match document.content().unwrap() {
        Content::Command(content) => Some(content.into()),
        Content::Configuration(content) => Some(content.into()),
        Content::Automation(content) => Some(content.into()),
        Content::Session(content) => Some((*content).into()),
        _ => None,
    }
}

#[test]
fn they_are_valid() {
    for (document_type, text, document) in documents() {
        let checked = document.validate_as(document_type);
        assert!(checked.is_ok(), "{text}: {}", checked.unwrap_err());
    }
}

#[test]
fn json_is_written_back_token_by_token() {
    for (_, text, document) in documents().filter(|(.., document)| document.format() == Format::Json) {
        assert_eq!(document.to_json(), compact(text));
        assert_eq!(compact(&document.to_json_pretty()), compact(text));
    }
}

#[test]
fn yaml_is_read_back_with_the_same_values_in_the_same_order() {
    for (_, text, document) in documents() {
        let yaml = document.to_yaml();
        let again = Document::from_yaml(&yaml).unwrap_or_else(|error| panic!("{text}\n{yaml}\n{error}"));
        assert_eq!(again.to_json(), document.to_json(), "{yaml}");
        assert_eq!(again.to_yaml(), yaml);
    }
}

#[test]
fn typed_content_is_written_back_unchanged() {
    let mut typed = 0;
    for (document_type, _, document) in documents() {
        if let Some(retyped) = retyped(&document) {
            assert_eq!(retyped.to_json(), document.to_json(), "{document_type}");
            typed += 1;
        }
    }
    assert_eq!(typed, 10);
}

#[test]
fn every_documented_plugin_and_action_has_a_type() {
    for (_, _, document) in documents() {
        match document.content().unwrap() {
            Content::Command(content) => {
                for step in &content.main_steps {
                    let is_other = matches!(step.plugin, Plugin::Other { .. });
                    assert_eq!(is_other, step.name == "unknown", "{}", step.name);
                }
            }
            Content::Configuration(content) => {
                for plugin in content.runtime_config.iter() {
                    let typed = |plugin: &Plugin| !matches!(plugin, Plugin::Other { .. });
                    assert!(plugin.properties.iter().all(typed), "{}", plugin.name);
                }
            }
            Content::Automation(content) => {
                for step in &content.main_steps {
                    let is_other = matches!(step.action, Action::Other { .. });
                    assert_eq!(is_other, step.name == "vendor", "{}", step.name);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn a_change_of_typed_content_changes_nothing_else() {
    let document = Document::parse(include_str!("documents/shell_script_1_2.json")).unwrap();
    let Content::Configuration(mut content) = document.content().unwrap() else { panic!() };
    content.description = Some("Runs them.".into());
    let changed = Document::from(content).to_json();
    assert_eq!(changed, document.to_json().replace("Runs commands in a shell.", "Runs them."));

    let document = Document::parse(include_str!("documents/plugins_2_2.yaml")).unwrap();
    let Content::Command(mut content) = document.content().unwrap() else { panic!() };
    let position = content.main_steps.iter().position(|step| step.name == "linux").unwrap();
    let Plugin::RunShellScript(script) = &mut content.main_steps[position].plugin else { panic!() };
    script.timeout_seconds = Some(90.into());
    script.on_success = None;
    let changed = Document::from(content).to_json();
    let expected = document.to_json().replacen(r#""timeoutSeconds":60,"#, r#""timeoutSeconds":90,"#, 1);
    assert_eq!(changed, expected.replace(r#","onSuccess":"exit""#, ""));
}

#[test]
fn a_calendar_is_kept_as_text() {
    let text = "BEGIN:VCALENDAR\r\nPRODID:-//AWS//Change Calendar 1.0//EN\r\nEND:VCALENDAR\r\n";
    let calendar = Document::parse(text).unwrap();
    assert_eq!(calendar.format(), Format::Text);
    assert_eq!(calendar.as_value().as_text(), Some(text));
    calendar.validate_as("ChangeCalendar").unwrap();
}

#[test]
fn a_schema_without_quotes_is_known_in_yaml() {
    let document = Document::from_yaml("schemaVersion: 2.2\nmainSteps: []").unwrap();
    assert_eq!(document.schema_version(), Some(SchemaVersion::V2_2));
}
