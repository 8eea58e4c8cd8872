//! References find what they refer to.

use std::collections::HashSet;

use super::each_step;
use crate::bind::PSEUDO_PARAMETERS;
use crate::problem::Report;
use crate::reference::{Part, Reference, parts};
use crate::schema::SchemaVersion;
use crate::value::{Map, Value};

/// What a document has to which references can refer.
struct Known<'a> {
    parameters: HashSet<&'a str>,
    variables: HashSet<&'a str>,
    /// The steps of an automation. In other documents steps put nothing out, and `{{ a.b }}` is text.
    steps: Option<HashSet<String>>,
}

/// Checks references in the members `sections` of `document`, which has the schema `version`.
pub(super) fn check(document: &Map, version: &SchemaVersion, sections: &[&str], report: &mut Report) {
    let known = Known::of(document, version);
    for section in sections {
        let Some(value) = document.get(section) else { continue };
        report.member(section, |report| {
            each_reference(value, report, &mut |reference, report| known.check(reference, report));
        });
    }
    known.check_outputs(document, report);
}

impl<'a> Known<'a> {
    fn of(document: &'a Map, version: &SchemaVersion) -> Self {
        let names = |section: &str| -> HashSet<&'a str> {
            document.get(section).and_then(Value::as_map).map(|map| map.keys().collect()).unwrap_or_default()
        };
        let mut steps = HashSet::new();
        each_step(document, &mut Report::default(), &mut |step, _| {
            steps.extend(step.get("name").and_then(Value::as_text).map(str::to_owned));
        });
        let steps = (*version == SchemaVersion::V0_3).then_some(steps);
        Self { parameters: names("parameters"), variables: names("variables"), steps }
    }

    fn check(&self, reference: &Reference, report: &mut Report) {
        match reference {
            Reference::Parameter(name) if !self.has_parameter(name) => {
                report.problem(format!("refers to {reference}, which is no parameter of the document"));
            }
            Reference::StepOutput { step, .. } if !self.has_step(step) => {
                report.problem(format!("refers to {reference}, and there is no step {step}"));
            }
            Reference::Variable { namespace, name } if namespace == "variable" => {
                // A member of a variable that is a map may follow a dot.
                let name = name.split(['.', '[']).next().unwrap_or_default();
                if !self.variables.contains(name) {
                    report.problem(format!("refers to {reference}, which is no variable of the document"));
                }
            }
            _ => {}
        }
    }

    fn has_parameter(&self, name: &str) -> bool {
        self.parameters.contains(name) || PSEUDO_PARAMETERS.contains(&name)
    }

    fn has_step(&self, name: &str) -> bool {
        self.steps.as_ref().is_none_or(|steps| steps.contains(name))
    }

    /// The outputs of an automation name steps without braces: `launch.InstanceIds`.
    fn check_outputs(&self, document: &Map, report: &mut Report) {
        let outputs = document.get("outputs").and_then(Value::as_list).unwrap_or_default();
        for (index, output) in outputs.iter().enumerate() {
            let step = output.as_text().and_then(|text| text.split_once('.')).map(|(step, _)| step);
            if let Some(step) = step.filter(|step| !step.contains("{{") && !self.has_step(step)) {
                report.member("outputs", |report| {
                    report.element(index, |report| report.problem(format!("there is no step {step}")));
                });
            }
        }
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
