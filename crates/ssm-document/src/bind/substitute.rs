//! Walks a document and puts values where references are.

use std::cell::Cell;
use std::collections::HashMap;

use super::{Arguments, Resolved, Resolver, allowed_pattern, check_value};
use crate::field::{Field, Named};
use crate::format::MAX_BOUND_BYTES;
use crate::parameter::Parameter;
use crate::problem::{Problems, Report};
use crate::reference::{Part, Reference, parts};
use crate::value::{Map, Value};

/// The members in which nothing is replaced: what a document says of itself.
const ABOUT_ITSELF: [&str; 5] = ["schemaVersion", "description", "parameters", "files", "sessionType"];

/// `document` with `arguments` and what `resolver` knows in the places of references.
pub(crate) fn bind(document: &Map, arguments: &Arguments, resolver: &dyn Resolver) -> Result<Map, Problems> {
    let mut report = Report::default();
    let values = values(&declared(document)?, arguments, resolver, &mut report);
    let substitution = Substitution { values, resolver, inserted: Cell::new(0) };
    let mut bound = document.clone();
    for (key, value) in document.iter().filter(|(key, _)| !ABOUT_ITSELF.contains(key)) {
        bound.insert(key, report.member(key, |report| substitution.value(value, report)));
    }
    report.finish().map(|()| bound)
}

/// The environment variables of the parameters that want to be given so: `SSM_` and the name.
pub(crate) fn environment(
    document: &Map,
    arguments: &Arguments,
    resolver: &dyn Resolver,
) -> Result<Vec<(String, String)>, Problems> {
    let mut report = Report::default();
    let declared = declared(document)?;
    let values = values(&declared, arguments, resolver, &mut report);
    report.finish()?;
    let wanted = declared.iter().filter(|(_, parameter)| parameter.is_environment_variable());
    let variable = |(name, _): (&str, &Parameter)| {
        let text = match values.get(name)?.as_ref()? {
            Value::Text(text) => text.clone(),
            other => other.to_json(),
        };
        Some((format!("SSM_{name}"), text))
    };
    Ok(wanted.filter_map(variable).collect())
}

/// The parameters that `document` declares. Problems of what can be read are for validation to find.
pub(crate) fn declared(document: &Map) -> Result<Named<Parameter>, Problems> {
    let Some(value) = document.get("parameters") else { return Ok(Named::default()) };
    let mut report = Report::default();
    match report.member("parameters", |report| Named::read(value, report)) {
        Some(declared) => Ok(declared),
        None => report.finish().map(|()| Named::default()),
    }
}

/// The value of each parameter. One that is refused has none, so that it is not complained of twice.
fn values(
    declared: &Named<Parameter>,
    arguments: &Arguments,
    resolver: &dyn Resolver,
    report: &mut Report,
) -> HashMap<String, Option<Value>> {
    report.member("parameters", |report| {
        let mut values = HashMap::new();
        for (name, parameter) in declared.iter() {
            let value = report.member(name, |report| value(name, parameter, arguments, resolver, report));
            values.insert(name.to_owned(), value);
        }
        for name in arguments.names().filter(|name| declared.get(name).is_none()) {
            report.member(name, |report| report.problem("is no parameter of the document"));
        }
        values
    })
}

fn value(
    name: &str,
    parameter: &Parameter,
    arguments: &Arguments,
    resolver: &dyn Resolver,
    report: &mut Report,
) -> Option<Value> {
    let given = arguments.value(name, &parameter.parameter_type);
    let value = match given.or_else(|| parameter.default.clone().map(Ok)) {
        Some(Ok(value)) => resolve_stored(&value, resolver, report),
        Some(Err(message)) => {
            report.problem(message);
            return None;
        }
        None => {
            report.problem("is required, and has no value");
            return None;
        }
    };
    if let Err(message) = allowed_pattern(parameter) {
        report.member("allowedPattern", |report| report.problem(message));
    }
    check_value(parameter, &value, report);
    Some(value)
}

/// Values may refer to Parameter Store, and to nothing else: braces that a caller sends are text.
fn resolve_stored(value: &Value, resolver: &dyn Resolver, report: &mut Report) -> Value {
    match value {
        Value::Text(text) => replace(text, &mut |reference| match reference {
            Reference::ParameterStore(_) => ask(resolver, reference, report),
            _ => None,
        }),
        Value::List(elements) => {
            Value::List(elements.iter().map(|element| resolve_stored(element, resolver, report)).collect())
        }
        other => other.clone(),
    }
}

fn ask(resolver: &dyn Resolver, reference: &Reference, report: &mut Report) -> Option<Value> {
    match resolver.resolve(reference) {
        Resolved::Value(value) => Some(value),
        Resolved::Later => None,
        Resolved::Unknown(reason) => {
            report.problem(format!("refers to {reference}: {reason}"));
            None
        }
    }
}

/// `text` with values in the places of references; those without a value stay. Where the whole text is a
/// reference its value takes the place of the text, whatever its type.
fn replace(text: &str, value_of: &mut dyn FnMut(&Reference) -> Option<Value>) -> Value {
    let parts = parts(text);
    if let [Part::Reference(reference, _)] = &parts[..] {
        return value_of(reference).unwrap_or_else(|| text.into());
    }
    let mut replaced = String::with_capacity(text.len());
    for part in parts {
        match part {
            Part::Text(text) => replaced.push_str(text),
            Part::Reference(reference, spelled) => match value_of(&reference) {
                Some(Value::Text(text)) => replaced.push_str(&text),
                Some(value) => replaced.push_str(&value.to_json()),
                None => replaced.push_str(spelled),
            },
        }
    }
    Value::Text(replaced)
}

struct Substitution<'a> {
    values: HashMap<String, Option<Value>>,
    resolver: &'a dyn Resolver,
    /// How many bytes values have added.
    inserted: Cell<usize>,
}

impl Substitution<'_> {
    fn value(&self, value: &Value, report: &mut Report) -> Value {
        match value {
            Value::Text(text) => replace(text, &mut |reference| self.value_of(reference, report)),
            Value::List(elements) => Value::List(self.elements(elements, report)),
            Value::Map(map) => {
                let member = |(key, value): (&str, &Value)| {
                    (key.to_owned(), report.member(key, |report| self.value(value, report)))
                };
                Value::Map(map.iter().map(member).collect())
            }
            other => other.clone(),
        }
    }

    /// A list that takes the place of an element gives its elements: `["{{ commands }}", "exit"]`.
    fn elements(&self, elements: &[Value], report: &mut Report) -> Vec<Value> {
        let mut replaced = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            match (element, report.element(index, |report| self.value(element, report))) {
                (Value::Text(_), Value::List(several)) => replaced.extend(several),
                (_, one) => replaced.push(one),
            }
        }
        replaced
    }

    fn value_of(&self, reference: &Reference, report: &mut Report) -> Option<Value> {
        let known = match reference {
            Reference::Parameter(name) => self.values.get(name),
            _ => None,
        };
        let value = match known {
            Some(value) => value.clone(),
            None => ask(self.resolver, reference, report),
        }?;
        let before = self.inserted.get();
        self.inserted.set(before.saturating_add(value.size()));
        if self.inserted.get() <= MAX_BOUND_BYTES {
            return Some(value);
        }
        // Told once.
        if before <= MAX_BOUND_BYTES {
            report.problem(format!("parameters add more than {MAX_BOUND_BYTES} bytes to the document"));
        }
        None
    }
}
