//! Rules that hold across a document: names, and what references refer to.
//!
//! They look at values, not at typed content, so that they are checked where a part has no type too.

mod automation;
mod references;

use crate::bind::allowed_pattern;
use crate::field::Field;
use crate::parameter::Parameter;
use crate::problem::Report;
use crate::schema::SchemaVersion;
use crate::value::{Map, Value};

/// Notes what breaks the rules of `version`.
pub(crate) fn check(document: &Map, version: Option<&SchemaVersion>, report: &mut Report) {
    let Some(version) = version else { return };
    match version {
        // The manifest of a package.
        SchemaVersion::V2_0 if document.contains_key("packages") => {}
        SchemaVersion::V2_0 | SchemaVersion::V2_2 => {
            check_steps(document, report);
            check_finally_steps(document, report);
            check_parameters(document, report);
            references::check(document, version, &["mainSteps"], report);
        }
        SchemaVersion::V1_2 => {
            check_parameters(document, report);
            references::check(document, version, &["runtimeConfig"], report);
        }
        SchemaVersion::V1_0 => {
            check_parameters(document, report);
            references::check(document, version, &["inputs", "properties"], report);
        }
        SchemaVersion::V0_3 => {
            check_steps(document, report);
            automation::check(document, report);
            references::check(
                document,
                version,
                &["assumeRole", "variables", "mainSteps", "outputs"],
                report,
            );
        }
        SchemaVersion::Other(_) => report.member("schemaVersion", |report| {
            report.problem("must be one of 0.3 1.0 1.2 2.0 2.2");
        }),
    }
}

/// There is a step, and names of steps are unique.
fn check_steps(document: &Map, report: &mut Report) {
    if document.get("mainSteps").and_then(Value::as_list).is_some_and(<[Value]>::is_empty) {
        report.member("mainSteps", |report| report.problem("must have a step"));
    }
    let mut known = Vec::new();
    each_step(document, report, &mut |step, report| {
        let Some(name) = step.get("name").and_then(Value::as_text) else { return };
        report.member("name", |report| check_name(name, &known, report));
        known.push(name.to_owned());
    });
}

/// Letters, digits and underscores: user guide, "Properties shared by all actions".
fn check_name(name: &str, known: &[String], report: &mut Report) {
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        report.problem("must be of letters, digits and underscores");
    }
    if known.iter().any(|known| known == name) {
        report.problem("is the name of an earlier step too");
    }
}

/// Only the last step can be the one that runs whatever happened: user guide, "Shared inputs".
fn check_finally_steps(document: &Map, report: &mut Report) {
    let steps = document.get("mainSteps").and_then(Value::as_list).unwrap_or_default();
    let Some((_, before)) = steps.split_last() else { return };
    for (index, step) in before.iter().enumerate() {
        let finally = step.get("inputs").and_then(|inputs| inputs.get("finallyStep"));
        if matches!(finally, Some(Value::Bool(true))) || finally.and_then(Value::as_text) == Some("true") {
            let place = format!("mainSteps[{index}].inputs.finallyStep");
            report.member(&place, |report| report.problem("can be set in the last step only"));
        }
    }
}

/// What agents demand of parameters: names of letters and digits, since others are left in place, and
/// patterns without look-around, since they match in linear time (amazon-ssm-agent,
/// `agent/framework/docparser`). The service itself, which runs automations, knows Java's patterns.
fn check_parameters(document: &Map, report: &mut Report) {
    let Some(declared) = document.get("parameters").and_then(Value::as_map) else { return };
    report.member("parameters", |report| {
        for (name, declared) in declared.iter() {
            report.member(name, |report| check_parameter(name, declared, report));
        }
    });
}

fn check_parameter(name: &str, declared: &Value, report: &mut Report) {
    if !name.chars().all(|c| c.is_ascii_alphanumeric()) {
        report.problem("must have a name of letters and digits");
    }
    if let Some(parameter) = Parameter::read(declared, &mut Report::default())
        && let Err(message) = allowed_pattern(&parameter)
    {
        report.member("allowedPattern", |report| report.problem(message));
    }
}

/// Visits each step at its place, also those in loops.
fn each_step(document: &Map, report: &mut Report, visit: &mut dyn FnMut(&Value, &mut Report)) {
    if let Some(steps) = document.get("mainSteps") {
        report.member("mainSteps", |report| visit_steps(steps, report, visit));
    }
}

fn visit_steps(steps: &Value, report: &mut Report, visit: &mut dyn FnMut(&Value, &mut Report)) {
    for (index, step) in steps.as_list().unwrap_or_default().iter().enumerate() {
        report.element(index, |report| {
            visit(step, report);
            if let Some(steps) = step.get("inputs").and_then(|inputs| inputs.get("Steps")) {
                report.member("inputs", |report| {
                    report.member("Steps", |report| visit_steps(steps, report, visit));
                });
            }
        });
    }
}
