//! Whether a value is what a parameter allows. Messages hold no values: they may be secrets.

use regex_lite::Regex;

use crate::field::Setting;
use crate::parameter::{Parameter, ParameterType};
use crate::problem::Report;
use crate::reference;
use crate::value::Value;

/// Notes all that keeps `value` from being a value of `parameter`.
pub(crate) fn check_value(parameter: &Parameter, value: &Value, report: &mut Report) {
    // What Parameter Store will put there is not known.
    if value.as_text().is_some_and(reference::occurs_in) {
        return;
    }
    if !fits(&parameter.parameter_type, value) {
        return report.problem(format!("must be of type {}", parameter.parameter_type.as_str()));
    }
    check_items(parameter, value, report);
    for (index, text) in texts(value) {
        let check = |report: &mut Report| check_text(parameter, text, report);
        match index {
            Some(index) => report.element(index, check),
            None => check(report),
        }
    }
    check_allowed_values(parameter, value, report);
}

fn fits(parameter_type: &ParameterType, value: &Value) -> bool {
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

fn check_text(parameter: &Parameter, text: &str, report: &mut Report) {
    check_bounds(text.chars().count(), &parameter.min_chars, &parameter.max_chars, "characters", report);
    let Some(pattern) = &parameter.allowed_pattern else { return };
    match Regex::new(pattern) {
        Ok(regex) if regex.is_match(text) => {}
        Ok(_) => report.problem(format!("does not match the allowed pattern {pattern}")),
        Err(_) => report.problem(format!("cannot be compared with the allowed pattern {pattern}")),
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
    let is_allowed = |value: &Value| allowed.0.iter().any(|allowed| same(allowed, value));
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
