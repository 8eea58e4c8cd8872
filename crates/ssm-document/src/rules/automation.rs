//! The graph of an automation: what a step goes to is a step.

use std::collections::HashSet;

use super::each_step;
use crate::problem::Report;
use crate::reference;
use crate::value::{Map, Value};

/// The actions to which cancelling cannot go: user guide, "Properties shared by all actions".
const NOT_AFTER_CANCEL: [&str; 8] = [
    "aws:approve",
    "aws:copyImage",
    "aws:createImage",
    "aws:createStack",
    "aws:createTags",
    "aws:pause",
    "aws:runInstances",
    "aws:sleep",
];

/// Notes steps that go to no step.
pub(super) fn check(document: &Map, report: &mut Report) {
    let mut names = HashSet::new();
    let mut not_after_cancel = HashSet::new();
    each_step(document, &mut Report::default(), &mut |step, _| {
        let Some(name) = text(step, "name") else { return };
        names.insert(name.to_owned());
        if text(step, "action").is_some_and(|action| NOT_AFTER_CANCEL.contains(&action)) {
            not_after_cancel.insert(name.to_owned());
        }
    });
    each_step(document, report, &mut |step, report| {
        for (member, target) in targets(step) {
            report.member(&member, |report| {
                if !names.contains(target) {
                    report.problem(format!("there is no step {target}"));
                } else if member == "onCancel" && not_after_cancel.contains(target) {
                    report.problem(format!("cannot be {target}, because of that step's action"));
                }
            });
        }
        if step.get("maxAttempts").and_then(Value::as_integer).is_some_and(|attempts| attempts < 1) {
            report.member("maxAttempts", |report| report.problem("must be 1 at least"));
        }
        if step.get("onCancel").and_then(Value::as_text) == Some("Continue") {
            report.member("onCancel", |report| report.problem("must be Abort or step: and a name"));
        }
    });
}

/// The steps that `step` goes to, and where it says so.
fn targets(step: &Value) -> Vec<(String, &str)> {
    let mut targets = Vec::new();
    targets.extend(text(step, "nextStep").map(|name| ("nextStep".to_owned(), name)));
    for member in ["onFailure", "onCancel"] {
        let target = text(step, member).and_then(|text| text.strip_prefix("step:"));
        targets.extend(target.map(|name| (member.to_owned(), name.trim())));
    }
    if text(step, "action").is_some_and(|action| action.eq_ignore_ascii_case("aws:branch"))
        && let Some(inputs) = step.get("inputs")
    {
        targets.extend(text(inputs, "Default").map(|name| ("inputs.Default".to_owned(), name)));
        let choices = inputs.get("Choices").and_then(Value::as_list).unwrap_or_default();
        for (index, choice) in choices.iter().enumerate() {
            let target = text(choice, "NextStep");
            targets.extend(target.map(|name| (format!("inputs.Choices[{index}].NextStep"), name)));
        }
    }
    targets.retain(|(_, name)| !reference::occurs_in(name));
    targets
}

fn text<'a>(map: &'a Value, member: &str) -> Option<&'a str> {
    map.get(member).and_then(Value::as_text)
}
