//! Rules that hold across a document: names, and what references refer to.

use crate::bind::PSEUDO_PARAMETERS;
use crate::problem::Report;
use crate::reference::{Part, Reference, parts};
use crate::schema::SchemaVersion;
use crate::value::{Map, Value};

/// Notes what breaks the rules of `version`.
pub(crate) fn check(document: &Map, version: Option<&SchemaVersion>, report: &mut Report) {
    match version {
        Some(SchemaVersion::V2_0) if document.contains_key("packages") => {}
        Some(SchemaVersion::V2_0 | SchemaVersion::V2_2) => {
            check_names(document, report);
            check_parameter_names(document, report);
            check_references(document, &["mainSteps"], report);
        }
        Some(SchemaVersion::V1_2) => {
            check_parameter_names(document, report);
            check_references(document, &["runtimeConfig"], report);
        }
        Some(SchemaVersion::Other(_)) => report.member("schemaVersion", |report| {
            report.problem("must be one of 0.3 1.0 1.2 2.0 2.2");
        }),
        _ => {}
    }
}

/// Names of steps are unique and of letters, digits and underscores (`[a-zA-Z0-9_]+`: user guide,
/// "Properties shared by all actions").
fn check_names(document: &Map, report: &mut Report) {
    let steps = document.get("mainSteps").and_then(Value::as_list).unwrap_or_default();
    let mut known = Vec::new();
    report.member("mainSteps", |report| {
        if steps.is_empty() && document.contains_key("mainSteps") {
            report.problem("must have a step");
        }
        for (index, step) in steps.iter().enumerate() {
            let Some(name) = step.get("name").and_then(Value::as_text) else { continue };
            report.element(index, |report| report.member("name", |report| check_name(name, &known, report)));
            known.push(name);
        }
    });
}

fn check_name(name: &str, known: &[&str], report: &mut Report) {
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        report.problem("must be of letters, digits and underscores");
    }
    if known.contains(&name) {
        report.problem("is the name of an earlier step too");
    }
}

/// Agents replace parameters whose names are of letters and digits, and leave others
/// (amazon-ssm-agent, `agent/framework/docparser/parameters`).
fn check_parameter_names(document: &Map, report: &mut Report) {
    let Some(declared) = document.get("parameters").and_then(Value::as_map) else { return };
    for name in declared.keys().filter(|name| !name.chars().all(|c| c.is_ascii_alphanumeric())) {
        report.member("parameters", |report| {
            report.member(name, |report| report.problem("must have a name of letters and digits"));
        });
    }
}

/// References to parameters find one.
fn check_references(document: &Map, sections: &[&str], report: &mut Report) {
    let declared = document.get("parameters").and_then(Value::as_map);
    let is_declared = |name: &str| {
        PSEUDO_PARAMETERS.contains(&name) || declared.is_some_and(|declared| declared.contains_key(name))
    };
    for section in sections {
        let Some(value) = document.get(section) else { continue };
        report.member(section, |report| {
            each_reference(value, report, &mut |reference, report| {
                if let Reference::Parameter(name) = reference
                    && !is_declared(name)
                {
                    report.problem(format!("refers to {reference}, which is no parameter of the document"));
                }
            });
        });
    }
}

/// Calls `visit` for each reference in `value`, at its place.
fn each_reference(value: &Value, report: &mut Report, visit: &mut dyn FnMut(&Reference, &mut Report)) {
    match value {
        Value::Text(text) => {
            for part in parts(text) {
                if let Part::Reference(reference, _) = part {
                    visit(&reference, report);
                }
            }
        }
        Value::List(elements) => {
            for (index, element) in elements.iter().enumerate() {
                report.element(index, |report| each_reference(element, report, visit));
            }
        }
        Value::Map(map) => {
            for (key, value) in map.iter() {
                report.member(key, |report| each_reference(value, report, visit));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
