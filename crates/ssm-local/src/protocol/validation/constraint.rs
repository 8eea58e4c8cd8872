//! What one value breaks of its constraint, in the words of the service.

use awsjson_wire::{Constraint, Value, ViewMap};

use super::pattern;

/// The texts of what this value breaks. What it holds is not looked at.
pub(super) fn broken(value: Value<'_>, constraint: &Constraint) -> Vec<String> {
    let mut texts = Vec::new();
    if let (Some((least, most)), Some(length)) = (constraint.length, length(value)) {
        if length > most {
            texts.push(at_most("length", most));
        }
        if length < least {
            texts.push(at_least("length", least));
        }
    }
    if let (Some((least, most)), Value::Integer(number)) = (constraint.range, value) {
        if number > most {
            texts.push(at_most("value", most));
        }
        if number < least {
            texts.push(at_least("value", least));
        }
    }
    if let Value::String(text) = value {
        if let Some(pattern) = constraint.pattern
            && !pattern::matches(pattern, text)
        {
            texts.push(of_pattern(pattern));
        }
        if let Some(values) = constraint.one_of
            && !values.contains(&text)
        {
            texts.push(of_values(values));
        }
    }
    texts
}

/// The texts of all that a constraint demands of a value.
pub(super) fn listed(constraint: &Constraint) -> Vec<String> {
    let mut texts = Vec::new();
    if let Some((least, most)) = constraint.length {
        texts.extend((most < u64::MAX).then(|| at_most("length", most)));
        texts.push(at_least("length", least));
    }
    if let Some((least, most)) = constraint.range {
        texts.extend((most < i64::MAX).then(|| at_most("value", most)));
        texts.extend((least > i64::MIN).then(|| at_least("value", least)));
    }
    texts.extend(constraint.pattern.map(of_pattern));
    texts.extend(constraint.one_of.map(of_values));
    texts
}

fn at_most(what: &str, most: impl std::fmt::Display) -> String {
    format!("Member must have {what} less than or equal to {most}")
}

fn at_least(what: &str, least: impl std::fmt::Display) -> String {
    format!("Member must have {what} greater than or equal to {least}")
}

fn of_pattern(pattern: &str) -> String {
    format!("Member must satisfy regular expression pattern: {pattern}")
}

fn of_values(values: &[&str]) -> String {
    format!("Member must satisfy enum value set: [{}]", values.join(", "))
}

fn length(value: Value<'_>) -> Option<u64> {
    let length = match value {
        Value::String(text) => text.chars().count(),
        Value::Blob(bytes) => bytes.len(),
        Value::List(list) => list.len(),
        Value::Map(map) => entries(map),
        _ => return None,
    };
    u64::try_from(length).ok()
}

fn entries(map: &dyn ViewMap) -> usize {
    let mut count = 0;
    map.each(&mut |_, _| count += 1);
    count
}
