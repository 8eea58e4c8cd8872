//! Values as YAML: block style, texts of several lines as literal blocks.

use std::fmt::Write;

use super::scalar;
use crate::value::{Map, Value};

/// Writes `value`. What is read from it is equal to `value`.
pub(crate) fn write(value: &Value) -> String {
    let mut out = String::from("---\n");
    match value {
        Value::Map(map) if !map.is_empty() => members(&mut out, map, 0),
        Value::List(list) if !list.is_empty() => elements(&mut out, list, 0),
        other => {
            flow(&mut out, other, 0);
            out.push('\n');
        }
    }
    out
}

fn members(out: &mut String, map: &Map, indent: usize) {
    for (index, (key, value)) in map.iter().enumerate() {
        // The first member of an element of a list stands on the line of its dash.
        if index > 0 || !out.ends_with("- ") {
            pad(out, indent);
        }
        text(out, key, indent, true);
        out.push(':');
        match value {
            Value::Map(map) if !map.is_empty() => {
                out.push('\n');
                members(out, map, indent + 2);
            }
            Value::List(list) if !list.is_empty() => {
                out.push('\n');
                elements(out, list, indent);
            }
            other => {
                out.push(' ');
                flow(out, other, indent);
                out.push('\n');
            }
        }
    }
}

fn elements(out: &mut String, list: &[Value], indent: usize) {
    for (index, element) in list.iter().enumerate() {
        if index > 0 || !out.ends_with("- ") {
            pad(out, indent);
        }
        out.push_str("- ");
        match element {
            Value::Map(map) if !map.is_empty() => members(out, map, indent + 2),
            Value::List(list) if !list.is_empty() => elements(out, list, indent + 2),
            other => {
                flow(out, other, indent);
                out.push('\n');
            }
        }
    }
}

/// What fits behind a key or dash.
fn flow(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::Text(value) => text(out, value, indent, false),
        Value::List(_) => out.push_str("[]"),
        Value::Map(_) => out.push_str("{}"),
    }
}

fn text(out: &mut String, text: &str, indent: usize, key: bool) {
    if is_plain(text) {
        out.push_str(text);
    } else if !key && is_block(text) {
        block(out, text, indent + 2);
    } else {
        quoted(out, text);
    }
}

/// Whether `text` says the same without quotes, also to readers of YAML 1.1.
fn is_plain(text: &str) -> bool {
    let boolean_before =
        ["y", "n", "yes", "no", "on", "off"].iter().any(|word| text.eq_ignore_ascii_case(word));
    let first = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/' || first == '_');
    let rest = text.chars().all(|c| c.is_ascii_alphanumeric() || " _-./:+(),=$;@".contains(c));
    first
        && rest
        && !boolean_before
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.starts_with("---")
        && scalar::resolve(text) == Value::from(text)
}

/// Whether `text` can be a literal block: several lines of visible characters.
fn is_block(text: &str) -> bool {
    let visible =
        |c: char| c == '\n' || c == '\t' || (' '..='~').contains(&c) || ('\u{a1}'..='\u{d7ff}').contains(&c);
    let separator = |c: char| matches!(c, '\u{2028}' | '\u{2029}');
    text.trim_end_matches('\n').contains('\n')
        && text.chars().all(|c| visible(c) && !separator(c))
        // Spaces at the start would be taken for the indentation.
        && !text.starts_with([' ', '\t', '\n'])
        && text.lines().all(|line| line.is_empty() || !line.trim().is_empty())
}

fn block(out: &mut String, text: &str, indent: usize) {
    let body = text.trim_end_matches('\n');
    out.push_str(match text.len() - body.len() {
        0 => "|-",
        1 => "|",
        _ => "|+",
    });
    let lines = text.strip_suffix('\n').unwrap_or(text);
    for line in lines.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            pad(out, indent);
            out.push_str(line);
        }
    }
}

/// Double quotes, whose escapes are those of JSON and a few more.
fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            ' '..='~' | '\u{a1}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' => {
                out.push(c)
            }
            // Writing to a string does not fail.
            other => drop(write!(out, "\\U{:08X}", u32::from(other))),
        }
    }
    out.push('"');
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}
