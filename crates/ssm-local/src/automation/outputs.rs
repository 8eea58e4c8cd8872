//! What steps put out of answers, and what an execution puts out in the end.

use std::collections::BTreeMap;

use serde_json::Value;
use ssm_document::automation::{self, Automation};
use ssm_document::{Content, Document};

use super::calls::Output;
use super::execution::Execution;
use super::resolve::output_of;
use super::selector::Selector;
use super::step::{Failure, Step};
use super::text;

/// The outputs that a runbook wants of a step.
pub(super) fn wanted(step: &automation::Step) -> Vec<Output> {
    let outputs = step.outputs.iter().flatten();
    let output = |output: &automation::StepOutput| Output {
        name: output.name.clone(),
        selector: output.selector.clone(),
        kind: output.output_type.as_str().to_owned(),
    };
    outputs.map(output).collect()
}

/// Has a step put out what is picked from an answer. What is not in the answer is not put out.
pub(super) fn pick(step: &mut Step, outputs: &[Output], answer: &Value) -> Result<(), Failure> {
    for output in outputs {
        let selector = Selector::parse(&output.selector).map_err(Failure::of_inputs)?;
        let Some(value) = selector.pick(answer) else { continue };
        let value = typed(value, &output.kind).map_err(|kind| {
            let Output { name, selector, .. } = output;
            Failure::of_verification(format!("the output {name}, which is {selector}, is no {kind}"))
        })?;
        step.outputs.insert(output.name.clone(), value);
    }
    Ok(())
}

/// The value if it is of this type; the error is the type.
fn typed(value: Value, kind: &str) -> Result<Value, &str> {
    let fits = match kind.to_ascii_lowercase().as_str() {
        "string" => match value {
            // What is picked by a path that may pick several, and is one.
            Value::Array(elements) if elements.len() == 1 => return typed(elements[0].clone(), kind),
            Value::Number(_) | Value::Bool(_) => return Ok(Value::String(value.to_string())),
            _ => value.is_string(),
        },
        "stringlist" => match value {
            Value::Array(elements) => {
                return Ok(elements.iter().map(|element| Value::String(text::one(element))).collect());
            }
            Value::String(_) => return Ok(Value::Array(vec![value])),
            _ => false,
        },
        "integer" => value.is_i64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "boolean" => value.is_boolean(),
        "stringmap" => value.is_object(),
        "maplist" => value.as_array().is_some_and(|list| list.iter().all(Value::is_object)),
        _ => true,
    };
    if fits { Ok(value) } else { Err(kind) }
}

/// What an execution puts out: the outputs of steps that the runbook names, as far as there are any.
pub(super) fn of_execution(execution: &Execution) -> BTreeMap<String, Vec<String>> {
    let content = Document::from_json(&execution.runbook).ok().and_then(|runbook| runbook.content().ok());
    let Some(Content::Automation(Automation { outputs: Some(outputs), .. })) = content else {
        return BTreeMap::new();
    };
    let output = |name: &String| {
        let name = name.trim().trim_start_matches("{{").trim_end_matches("}}").trim();
        let value = match name.strip_prefix("variable:") {
            Some(variable) => execution.variables.get(variable).cloned(),
            None => name.split_once('.').and_then(|(step, output)| output_of(execution, step, output)),
        };
        Some((name.to_owned(), text::list(&value?)))
    };
    outputs.iter().filter_map(output).collect()
}
