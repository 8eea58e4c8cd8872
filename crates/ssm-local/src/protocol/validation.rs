//! Holds requests against the constraints of the model, and words what they break as the service
//! does: all of it in one message, with the path to each value.

mod constraint;
mod path;
mod pattern;

use std::collections::BTreeSet;

use awsjson_wire::{Constraint, Value, ViewList, ViewMap, ViewStructure, ViewUnion};

use self::constraint::{broken, listed};
use self::path::{Path, of_missing};
use super::Error;

/// How many broken constraints one answer tells of. A request can break more of them than anybody
/// wants to read.
const MAXIMUM_TOLD: usize = 100;

/// Accepts a request that breaks no constraint of the model, knowing the paths of required members
/// that it leaves out.
pub(super) fn validate(request: Value<'_>, missing: &[String]) -> Result<(), Error> {
    let mut findings = Findings::default();
    for path in missing {
        findings.add(|| format!("Value null at '{}' {FAILED}: Member must not be null", of_missing(path)));
    }
    if let Value::Structure(structure) = request {
        let missing = missing.iter().map(String::as_str).collect();
        check_structure(structure, &Path::root(), &mut Check { missing, findings: &mut findings });
    }
    findings.into_result()
}

const FAILED: &str = "failed to satisfy constraint";

#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn add(&mut self, finding: impl FnOnce() -> String) {
        if self.0.len() < MAXIMUM_TOLD {
            self.0.push(finding());
        }
    }

    fn into_result(self) -> Result<(), Error> {
        let errors = match self.0.len() {
            0 => return Ok(()),
            1 => "1 validation error".to_owned(),
            count => format!("{count} validation errors"),
        };
        Err(Error::validation(format!("{errors} detected: {}", self.0.join("; "))))
    }
}

struct Check<'a> {
    missing: BTreeSet<&'a str>,
    findings: &'a mut Findings,
}

fn check_structure(structure: &dyn ViewStructure, at: &Path<'_>, check: &mut Check<'_>) {
    for (index, member) in structure.shape().members.iter().enumerate() {
        let Some(value) = structure.value(index) else { continue };
        let at = at.member(member.name);
        // A required member that is absent holds a blank, which would break further constraints.
        let is_missing =
            member.facts.required && !check.missing.is_empty() && check.missing.contains(&*at.on_the_wire());
        if !is_missing {
            check_value(value, member.facts.constraint, member.facts.secret, &at, check);
        }
    }
}

fn check_union(union: &dyn ViewUnion, at: &Path<'_>, check: &mut Check<'_>) {
    let (name, index, value) = union.active();
    if let Some(member) = index.and_then(|index| union.shape().members.get(index)) {
        check_value(value, member.facts.constraint, member.facts.secret, &at.member(name), check);
    }
}

fn check_value(
    value: Value<'_>,
    constraint: Option<&Constraint>,
    secret: bool,
    at: &Path<'_>,
    check: &mut Check<'_>,
) {
    if let Some(constraint) = constraint {
        for text in broken(value, constraint) {
            check.findings.add(|| told(value, secret, at, &text));
        }
    }
    match value {
        Value::Structure(structure) => check_structure(structure, at, check),
        Value::Union(union) => check_union(union, at, check),
        Value::List(list) => check_list(list, constraint, secret, at, check),
        Value::Map(map) => check_map(map, constraint, secret, at, check),
        _ => {}
    }
}

/// Elements that hold others are looked into. Of plain ones the service says only that some element
/// breaks some constraint.
fn check_list(
    list: &dyn ViewList,
    constraint: Option<&Constraint>,
    secret: bool,
    at: &Path<'_>,
    check: &mut Check<'_>,
) {
    let of_elements = constraint.and_then(|constraint| constraint.element);
    let elements = || (0..list.len()).map(|index| list.element(index));
    if let Some(of_elements) = of_elements
        && elements().any(|element| is_plain(element) && !broken(element, of_elements).is_empty())
    {
        let text = format!("Member must satisfy constraint: [{}]", listed(of_elements).join(", "));
        check.findings.add(|| told(Value::List(list), secret, at, &text));
    }
    for (index, element) in elements().enumerate().filter(|(_, element)| !is_plain(*element)) {
        check_value(element, of_elements, secret, &at.element(index), check);
    }
}

fn check_map(
    map: &dyn ViewMap,
    constraint: Option<&Constraint>,
    secret: bool,
    at: &Path<'_>,
    check: &mut Check<'_>,
) {
    let of_keys = constraint.and_then(|constraint| constraint.key);
    let of_values = constraint.and_then(|constraint| constraint.element);
    let (mut bad_key, mut bad_value) = (None, None);
    let mut index = 0;
    map.each(&mut |key, value| {
        bad_key = bad_key.or(of_keys.filter(|of_keys| !broken(Value::String(key), of_keys).is_empty()));
        if is_plain(value) {
            bad_value = bad_value.or(of_values.filter(|of_values| !broken(value, of_values).is_empty()));
        } else {
            check_value(value, of_values, secret, &at.element(index), check);
        }
        index += 1;
    });
    for (what, constraint) in [("Map keys", bad_key), ("Map value", bad_value)] {
        if let Some(constraint) = constraint {
            let text = format!("{what} must satisfy constraint: [{}]", listed(constraint).join(", "));
            check.findings.add(|| told(Value::Map(map), secret, at, &text));
        }
    }
}

fn is_plain(value: Value<'_>) -> bool {
    !matches!(value, Value::Structure(_) | Value::Union(_) | Value::List(_) | Value::Map(_))
}

fn told(value: Value<'_>, secret: bool, at: &Path<'_>, text: &str) -> String {
    match shown(value).filter(|_| !secret) {
        Some(value) => format!("Value '{value}' at '{at}' {FAILED}: {text}"),
        None => format!("Value at '{at}' {FAILED}: {text}"),
    }
}

/// How a value is shown in a message; not at all if it holds members that could be secret.
fn shown(value: Value<'_>) -> Option<String> {
    match value {
        Value::String(text) => Some(text.to_owned()),
        Value::Integer(number) => Some(number.to_string()),
        Value::List(list) => {
            let elements: Option<Vec<_>> = (0..list.len()).map(|index| shown(list.element(index))).collect();
            elements.map(|elements| format!("[{}]", elements.join(", ")))
        }
        _ => None,
    }
}
