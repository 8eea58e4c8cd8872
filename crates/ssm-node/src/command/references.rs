//! Parameters of Parameter Store that a document refers to. As with the agent, the node reads them.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use ssm_client::types::{Parameter, ParameterType};
use ssm_document::{Arguments, Document, Reference, Resolved, Resolver, Value};

use crate::core::{Core, one_line};

/// How many parameters are read at a time, which is as many as can be.
const AT_A_TIME: usize = 10;

/// What stands for the references of one document.
pub(super) struct Stored(HashMap<String, Value>);

impl Stored {
    /// Reads what the document refers to once its parameters have these values. The error is a sentence
    /// about the document.
    pub(super) async fn of(core: &Core, document: &Document, arguments: &Arguments) -> Result<Self, String> {
        let names = names(document, arguments);
        let mut values = HashMap::new();
        for names in names.chunks(AT_A_TIME) {
            let answer = core.ssm.get_parameters(names).send().await;
            let answer =
                answer.map_err(|error| format!("cannot read {}: {}", names.join(", "), one_line(&error)))?;
            if !answer.invalid_parameters.is_empty() {
                return Err(format!("there are no parameters {}", answer.invalid_parameters.join(", ")));
            }
            for parameter in answer.parameters {
                add(&mut values, parameter)?;
            }
        }
        Ok(Self(values))
    }
}

impl Resolver for Stored {
    fn resolve(&self, reference: &Reference) -> Resolved {
        match reference {
            Reference::ParameterStore(name) => match self.0.get(name) {
                Some(value) => Resolved::Value(value.clone()),
                None => Resolved::Unknown("it was not read".to_owned()),
            },
            other => ssm_document::later(other),
        }
    }
}

/// The names that follow `ssm:` in the references of a document, each once.
fn names(document: &Document, arguments: &Arguments) -> Vec<String> {
    let found = RefCell::new(BTreeSet::new());
    let collector = |reference: &Reference| {
        if let Reference::ParameterStore(name) = reference {
            found.borrow_mut().insert(name.clone());
        }
        Resolved::Later
    };
    // What is wrong with the document is said when it is bound to what was found.
    let _ = document.bind_with(arguments, &collector);
    found.into_inner().into_iter().collect()
}

/// Adds a parameter by all that it may be called.
fn add(values: &mut HashMap<String, Value>, parameter: Parameter) -> Result<(), String> {
    let name = parameter.name.unwrap_or_default();
    let text = parameter.value.unwrap_or_default();
    let value = match parameter.r#type {
        Some(ParameterType::SecureString) => {
            return Err(format!("the parameter {name} is a SecureString, which documents cannot refer to"));
        }
        Some(ParameterType::StringList) => {
            Value::List(text.split(',').map(|element| Value::Text(element.to_owned())).collect())
        }
        _ => Value::Text(text),
    };
    let selector = parameter.selector.unwrap_or_default();
    for called in [Some(name), parameter.arn].into_iter().flatten() {
        values.insert(format!("{called}{selector}"), value.clone());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ssm_document::{Arguments, Document};

    use super::names;

    #[test]
    fn references_are_found_in_documents_and_in_what_is_given_to_them() {
        let text = r#"{
            "schemaVersion": "2.2", "parameters": { "host": { "type": "String" } },
            "mainSteps": [{ "name": "a", "action": "aws:runShellScript", "inputs": { "runCommand": [
                "ping {{ host }} {{ ssm:/b:3 }} {{ssm:/b:3}} {{ other:x }}"
            ] } }]
        }"#;
        let document = Document::parse(text).unwrap();
        assert_eq!(names(&document, &Arguments::new().set("host", "{{ssm:/a}}")), ["/a", "/b:3"]);
        assert!(names(&document, &Arguments::new().set("host", "x{{no}}")) == ["/b:3"]);
    }
}
