//! Steps with values in the places of references.

use std::cell::RefCell;

use awsjson_wire::Blank;
use serde_json::Value;
use ssm_document::automation::{Automation, Step};
use ssm_document::{Arguments, Content, Document, Map, Reference, Resolved};

use super::execution::Execution;
use super::selector::Selector;
use super::step::Failure;
use super::{text, time_text};
use crate::model::operation::GetParameterRequest;
use crate::model::types::ParameterType;
use crate::parameters;
use crate::protocol::Call;

/// The members of a runbook that a step needs around it to be read.
const AROUND: [&str; 2] = ["schemaVersion", "parameters"];

/// The step of this name, with what its references stand for now.
pub(super) fn step(call: &mut Call<'_>, execution: &Execution, name: &str) -> Result<Step, Failure> {
    let alone = alone(execution, name).ok_or_else(|| no_step(name))?;
    let call = RefCell::new(call);
    let resolver = |reference: &Reference| resolve(&mut call.borrow_mut(), execution, reference);
    let bound = alone.bind_with(&Arguments::from_lists(execution.arguments.clone()), &resolver);
    let content = bound.and_then(|bound| bound.content());
    match content.map_err(|problems| Failure::of_inputs(problems.to_string()))? {
        Content::Automation(Automation { main_steps, .. }) => {
            main_steps.into_iter().next().ok_or_else(|| no_step(name))
        }
        _ => Err(no_step(name)),
    }
}

fn no_step(name: &str) -> Failure {
    Failure::of_inputs(format!("the runbook has no step {name:?}"))
}

/// A runbook with this step alone.
fn alone(execution: &Execution, name: &str) -> Option<Document> {
    let runbook = Document::from_json(&execution.runbook).ok()?;
    let root = runbook.as_value();
    let steps = root.get("mainSteps")?.as_list()?;
    let step =
        steps.iter().find(|step| step.get("name").and_then(ssm_document::Value::as_text) == Some(name))?;
    let around = AROUND.iter().filter_map(|key| Some((*key, root.get(key)?.clone())));
    let mut alone: Map = around.collect();
    alone.insert("mainSteps", [step.clone()]);
    Document::from_json(&ssm_document::Value::Map(alone).to_json()).ok()
}

fn resolve(call: &mut Call<'_>, execution: &Execution, reference: &Reference) -> Resolved {
    let value = match reference {
        Reference::Parameter(name) => match (name.as_str(), &execution.target) {
            ("RESOURCE_ID", Some(target)) => Ok(Value::from(target.as_str())),
            _ => Err("it is no parameter of the runbook".to_owned()),
        },
        Reference::ParameterStore(name) => stored(call, name),
        Reference::Variable { namespace, name } => variable(call, execution, namespace, name),
        Reference::StepOutput { step, output } => output_of(execution, step, output)
            .ok_or_else(|| format!("the step {step} has put out no {output}")),
        _ => Err("it is no reference that automations know".to_owned()),
    };
    match value {
        Ok(value) => Resolved::Value(text::to_document(&value)),
        Err(reason) => Resolved::Unknown(reason),
    }
}

fn variable(call: &Call<'_>, execution: &Execution, namespace: &str, name: &str) -> Result<Value, String> {
    let value = match (namespace, name) {
        ("automation", "EXECUTION_ID") => Some(execution.id.as_str().into()),
        ("global", "ACCOUNT_ID") => Some(call.identity.account_id.as_str().into()),
        ("global", "DATE") => Some(call.now.date().to_string().into()),
        ("global", "DATE_TIME") => Some(time_text::date_and_time(call.now).into()),
        ("global", "REGION") => Some(call.identity.region.as_str().into()),
        ("variable", name) => named(name, |name| execution.variables.get(name)),
        _ => None,
    };
    value.ok_or_else(|| format!("there is no {namespace}:{name}"))
}

/// What a step has put out under this name.
pub(super) fn output_of(execution: &Execution, step: &str, output: &str) -> Option<Value> {
    let step = execution.latest(step)?;
    named(output, |name| step.outputs.get(name))
}

/// The value of this name, or what a path behind the name picks from it: `Payload.items[0]`.
fn named<'a>(path: &str, find: impl Fn(&str) -> Option<&'a Value>) -> Option<Value> {
    if let Some(value) = find(path) {
        return Some(value.clone());
    }
    let end = path.find(['.', '['])?;
    let (name, rest) = path.split_at(end);
    Selector::parse(&format!("${rest}")).ok()?.pick(find(name)?)
}

fn stored(call: &mut Call<'_>, name: &str) -> Result<Value, String> {
    let request = GetParameterRequest { name: name.to_owned(), ..GetParameterRequest::blank() };
    let response = parameters::get_parameter(call, request).map_err(|error| error.message().to_owned())?;
    let parameter = response.parameter.unwrap_or_default();
    match (parameter.r#type, parameter.value) {
        (Some(ParameterType::SecureString), _) => Err("automations cannot read a SecureString".to_owned()),
        (Some(ParameterType::StringList), Some(value)) => Ok(value.split(',').collect()),
        (_, value) => Ok(value.unwrap_or_default().into()),
    }
}
