//! Values of the suite as Rust expressions of the generated types.

use serde_json::Value;

use super::suite::Suite;

/// The expression of a value of a shape. `types` is the path of the generated module.
pub fn of_value(suite: &Suite, shape: &str, value: &Value, types: &str) -> String {
    let kind = suite.shape(shape)["type"].as_str().unwrap_or(shape);
    match kind {
        "smithy.api#String" | "string" => format!("{}.to_owned()", text(value)),
        "smithy.api#Boolean" | "boolean" => value.to_string(),
        "smithy.api#Integer" | "integer" => format!("{value}i32"),
        "smithy.api#Long" | "long" => format!("{value}i64"),
        "smithy.api#Float" | "float" => number(value, "f32"),
        "smithy.api#Double" | "double" => number(value, "f64"),
        "smithy.api#Blob" | "blob" => format!("{}.as_bytes().to_vec()", text(value)),
        "smithy.api#Timestamp" | "timestamp" => format!("timestamp({}f64)", value.as_f64().unwrap()),
        "document" => format!("serde_json::from_str::<serde_json::Value>({:?}).unwrap()", value.to_string()),
        "enum" => format!("{types}::{}::from({})", short(shape), text(value)),
        "intEnum" => format!("{types}::{}::from({value}i32)", short(shape)),
        "list" => list(suite, shape, value, types),
        "map" => map(suite, shape, value, types),
        "structure" => {
            let path = format!("{types}::{}", short(shape));
            let begin = format!("{path}::default()");
            of_members(suite, shape, value, types, &begin, suite.is_in_requests(shape))
        }
        "union" => {
            let (name, value) = value.as_object().unwrap().iter().next().unwrap();
            let (_, target) = suite.members(shape).find(|(member, _)| member == name).unwrap();
            let value = of_value(suite, target, value, types);
            format!("{types}::{}::{}({value})", short(shape), capitalized(name))
        }
        other => panic!("no literal for {other}"),
    }
}

/// A structure from the expression that begins it, its members set one by one.
pub fn of_members(
    suite: &Suite,
    shape: &str,
    value: &Value,
    types: &str,
    begin: &str,
    in_requests: bool,
) -> String {
    let mut code = format!("{{ #[allow(unused_mut)] let mut s = {begin}; ");
    for (name, target) in suite.members(shape) {
        let value = &value[name];
        if value.is_null() {
            continue;
        }
        let is_collection = matches!(suite.shape(target)["type"].as_str(), Some("list" | "map"));
        let is_required = suite.shape(shape)["members"][name]["traits"].get("smithy.api#required").is_some();
        let value = of_value(suite, target, value, types);
        let plain = if in_requests { is_required } else { is_collection };
        let value = if plain { value } else { format!("Some({value}.into())") };
        code.push_str(&format!("s.{} = {value}; ", snake_case(name)));
    }
    code.push_str("s }");
    code
}

fn list(suite: &Suite, shape: &str, value: &Value, types: &str) -> String {
    let element = part(suite, shape, "member");
    let is_sparse = is_sparse(suite, shape);
    let elements = value.as_array().unwrap().iter();
    let elements: Vec<String> =
        elements.map(|value| of_element(suite, element, value, types, is_sparse)).collect();
    format!("vec![{}]", elements.join(", "))
}

fn map(suite: &Suite, shape: &str, value: &Value, types: &str) -> String {
    let element = part(suite, shape, "value");
    let is_sparse = is_sparse(suite, shape);
    let entries = value.as_object().unwrap().iter();
    let entries: Vec<String> = entries
        .map(|(key, value)| {
            format!("({key:?}.to_owned(), {})", of_element(suite, element, value, types, is_sparse))
        })
        .collect();
    format!("std::collections::BTreeMap::from([{}])", entries.join(", "))
}

fn of_element(suite: &Suite, shape: &str, value: &Value, types: &str, is_sparse: bool) -> String {
    match (is_sparse, value) {
        (true, Value::Null) => "None".to_owned(),
        (true, value) => format!("Some({})", of_value(suite, shape, value, types)),
        (false, value) => of_value(suite, shape, value, types),
    }
}

fn part<'s>(suite: &'s Suite, shape: &str, name: &str) -> &'s str {
    suite.shape(shape)["members"][name]["target"].as_str().unwrap()
}

fn is_sparse(suite: &Suite, shape: &str) -> bool {
    suite.shape(shape)["traits"].get("smithy.api#sparse").is_some()
}

fn text(value: &Value) -> String {
    format!("{:?}", value.as_str().unwrap())
}

fn number(value: &Value, ty: &str) -> String {
    match value.as_str() {
        Some("NaN") => format!("{ty}::NAN"),
        Some("Infinity") => format!("{ty}::INFINITY"),
        Some("-Infinity") => format!("{ty}::NEG_INFINITY"),
        _ => format!("{value}{ty}"),
    }
}

/// What follows the `#` of a shape id.
pub fn short(id: &str) -> &str {
    id.split_once('#').unwrap().1
}

fn capitalized(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}

/// The field of a member. The suite's names have no run of capitals but `ML`.
fn snake_case(name: &str) -> String {
    let name = name.replace("MLModelId", "MlModelId");
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}
