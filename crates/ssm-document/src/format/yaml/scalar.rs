//! What a plain scalar is: YAML 1.2's core schema.
//!
//! `yes`, `no`, `on` and `off` are text, which YAML 1.1 took for booleans. A number with a leading zero
//! stays text too, against the core schema: it is an account id or a file mode, and as a number it would
//! lose the zero.

use saphyr_parser::Tag;

use crate::value::{Number, Value};

/// The value of an untagged plain scalar.
pub(super) fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).map_or_else(|| Value::Text(text.into()), Value::Number),
    }
}

/// The value of a scalar with a tag of the core schema; other tags are refused.
pub(super) fn tagged(text: &str, tag: &Tag) -> Result<Value, String> {
    if !tag.is_yaml_core_schema() {
        return Err("tags of one's own are not supported".into());
    }
    let resolved = resolve(text);
    match (tag.suffix.as_str(), resolved) {
        ("str", _) => Ok(Value::Text(text.into())),
        ("null", value @ Value::Null) | ("bool", value @ Value::Bool(_)) => Ok(value),
        ("int" | "float", value @ Value::Number(_)) => Ok(value),
        (suffix, _) => Err(format!("the value does not fit its tag !!{suffix}")),
    }
}

fn number(text: &str) -> Option<Number> {
    if let Some(digits) = text.strip_prefix("0x") {
        return integer(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return integer(digits, 8);
    }
    // What YAML allows and JSON does not: a plus sign, and a fraction without digits on one side.
    let positive = text.strip_prefix('+').unwrap_or(text);
    Number::parse(positive).or_else(|| {
        let (whole, fraction) = positive.split_once('.')?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let sign = if whole.starts_with('-') { "-" } else { "" };
        let whole = whole.strip_prefix('-').unwrap_or(whole);
        let some = !whole.is_empty() || !fraction.is_empty();
        let or_zero = |part: &str| if part.is_empty() { "0".to_owned() } else { part.to_owned() };
        (some && digits(whole) && digits(fraction))
            .then(|| Number::parse(&format!("{sign}{}.{}", or_zero(whole), or_zero(fraction))))?
    })
}

fn integer(digits: &str, radix: u32) -> Option<Number> {
    // `from_str_radix` takes a sign, YAML does not.
    let unsigned = !digits.starts_with(['+', '-']);
    unsigned.then(|| u64::from_str_radix(digits, radix).ok().map(Number::from))?
}
