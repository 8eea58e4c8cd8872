//! Whether a value is what a parameter allows. Messages hold no values: they may be secrets.

use regex_lite::{Regex, RegexBuilder};

use crate::field::Setting;
use crate::format::json;
use crate::parameter::{Parameter, ParameterType};
use crate::problem::Report;
use crate::reference;
use crate::value::Value;

/// How large a compiled pattern can be, in bytes: what bounds the time that a comparison takes.
const MAX_PATTERN_BYTES: usize = 1024 * 1024;

/// The allowed pattern, if there is one. The error is a sentence.
pub(crate) fn allowed_pattern(parameter: &Parameter) -> Result<Option<Regex>, String> {
    let Some(pattern) = &parameter.allowed_pattern else { return Ok(None) };
    match RegexBuilder::new(pattern).size_limit(MAX_PATTERN_BYTES).build() {
        Ok(regex) => Ok(Some(regex)),
        Err(error) => Err(format!("is no regular expression that is understood here: {error}")),
    }
}

/// Notes all that keeps `value` from being a value of `parameter`.
pub(crate) fn check_value(parameter: &Parameter, value: &Value, report: &mut Report) {
    // What will stand there is not known. Other braces are a caller's text, and checked.
    if value.as_text().is_some_and(reference::is_from_outside) {
        return;
    }
    if !fits(&parameter.parameter_type, value) {
        return report.problem(format!("must be of type {}", parameter.parameter_type.as_str()));
    }
    check_items(parameter, value, report);
    // Whether the pattern is one is not this value's concern.
    let pattern = allowed_pattern(parameter).ok().flatten();
    for (index, text) in texts(value) {
        if reference::is_from_outside(text) {
            continue;
        }
        let check = |report: &mut Report| check_text(parameter, pattern.as_ref(), text, report);
        match index {
            Some(index) => report.element(index, check),
            None => check(report),
        }
    }
    check_allowed_values(parameter, value, report);
}

fn fits(parameter_type: &ParameterType, value: &Value) -> bool {
    // The console writes maps as JSON text.
    if let (ParameterType::StringMap | ParameterType::MapList, Value::Text(text)) = (parameter_type, value) {
        return json::read(text).is_ok_and(|read| read.as_text().is_none() && fits(parameter_type, &read));
    }
    let all = |fits: fn(&Value) -> bool| value.as_list().is_some_and(|elements| elements.iter().all(fits));
    match parameter_type {
        ParameterType::String | ParameterType::Resource(_) => value.as_text().is_some(),
        ParameterType::StringList | ParameterType::ResourceList(_) => all(|value| value.as_text().is_some()),
        ParameterType::Integer => value.as_integer().is_some(),
        ParameterType::Boolean => value.as_bool().is_some(),
        ParameterType::MapList => all(|value| value.as_map().is_some()),
        ParameterType::StringMap => value.as_map().is_some(),
        ParameterType::Other(_) => true,
    }
}

fn check_items(parameter: &Parameter, value: &Value, report: &mut Report) {
    let count = match value {
        Value::List(elements) => elements.len(),
        Value::Map(map) => map.len(),
        _ => return,
    };
    check_bounds(count, &parameter.min_items, &parameter.max_items, "elements", report);
}

fn check_text(parameter: &Parameter, pattern: Option<&Regex>, text: &str, report: &mut Report) {
    check_bounds(text.chars().count(), &parameter.min_chars, &parameter.max_chars, "characters", report);
    if pattern.is_some_and(|pattern| !pattern.is_match(text)) {
        let pattern = parameter.allowed_pattern.as_deref().unwrap_or_default();
        report.problem(format!("does not match the allowed pattern {pattern}"));
    }
}

fn check_bounds(
    count: usize,
    least: &Option<Setting<i64>>,
    most: &Option<Setting<i64>>,
    what: &str,
    report: &mut Report,
) {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let value = |bound: &Option<Setting<i64>>| bound.as_ref().and_then(Setting::value).copied();
    if let Some(least) = value(least).filter(|least| count < *least) {
        report.problem(format!("has {count} {what}, and must have {least} at least"));
    }
    if let Some(most) = value(most).filter(|most| count > *most) {
        report.problem(format!("has {count} {what}, and can have {most} at most"));
    }
}

fn check_allowed_values(parameter: &Parameter, value: &Value, report: &mut Report) {
    let Some(allowed) = &parameter.allowed_values else { return };
    let is_allowed = |value: &Value| {
        value.as_text().is_some_and(reference::is_from_outside)
            || allowed.0.iter().any(|allowed| same(allowed, value))
    };
    let every = match value {
        Value::List(elements) => elements.iter().all(is_allowed),
        value => is_allowed(value),
    };
    if !every {
        let names: Vec<String> = allowed.0.iter().map(Value::to_json).collect();
        report.problem(format!("must be one of the allowed values {}", names.join(", ")));
    }
}

/// Numbers and booleans may be allowed as texts: `allowedValues: ["1", "2"]`.
fn same(allowed: &Value, value: &Value) -> bool {
    allowed == value
        || match (allowed, value) {
            (Value::Text(allowed), Value::Number(_) | Value::Bool(_)) => *allowed == value.to_json(),
            (Value::Number(_) | Value::Bool(_), Value::Text(value)) => allowed.to_json() == *value,
            _ => false,
        }
}

/// The texts of a value: itself, or the elements of a list with their places.
fn texts(value: &Value) -> Vec<(Option<usize>, &str)> {
    match value {
        Value::Text(text) => vec![(None, text)],
        Value::List(elements) => {
            let places = elements.iter().enumerate();
            places.filter_map(|(index, element)| Some((Some(index), element.as_text()?))).collect()
        }
        _ => Vec::new(),
    }
}
