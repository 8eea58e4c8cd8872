//! Inputs of which each breaks one constraint of the model.

use regex_lite::Regex;
use serde_json::{Map, Value, json};
use ssm_tests::model::{Kind, Member, Model};

/// How deep it is looked for constraints.
const DEPTH: usize = 6;

/// Texts of which most patterns refuse one and accept another.
const TEXTS: &[&str] = &[
    "a",
    "abc",
    "1",
    "i-0123456789abcdef0",
    "mw-0123456789abcdef0",
    "pb-0123456789abcdef0",
    "oi-0123456789ab",
    "01234567-0123-0123-0123-0123456789ab",
    "/a",
    "123456789012",
    "AWS:Custom",
    "arn:aws:iam::123456789012:role/name",
    "\u{7}",
    " ",
    "!",
    "a b",
    "a\nb",
];

/// The longest text or list that is made to be too long.
const LONGEST: u64 = 100_000;

/// What is wrong with an input: values that break constraints, or that are of another type.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Wrong {
    Constraint,
    Type,
}

/// All inputs of a shape that are wrong in one place.
pub(crate) fn inputs(model: &Model, input: &str, wrong: Wrong) -> Vec<Value> {
    structures(model, &members(model, input), wrong, 0)
}

/// An input with a value for each required member, which breaks nothing as far as that can be known.
pub(crate) fn complete(model: &Model, input: &str) -> Value {
    filled(model, &members(model, input), 0)
}

fn members<'m>(model: &'m Model, id: &str) -> Vec<Member<'m>> {
    match model.kind(id) {
        Kind::Structure(members) => members,
        _ => Vec::new(),
    }
}

fn structures(model: &Model, members: &[Member<'_>], wrong: Wrong, depth: usize) -> Vec<Value> {
    let whole = filled(model, members, depth);
    let mut found = Vec::new();
    for member in members {
        for value in values(model, member.target, wrong, depth + 1) {
            let mut broken = whole.clone();
            broken[member.name] = value;
            found.push(broken);
        }
        if wrong == Wrong::Constraint && member.is_required() {
            let mut broken = whole.clone();
            broken.as_object_mut().unwrap().remove(member.name);
            found.push(broken);
        }
    }
    found
}

/// Values of this shape that are wrong in one place.
fn values(model: &Model, id: &str, wrong: Wrong, depth: usize) -> Vec<Value> {
    let mut found = match wrong {
        Wrong::Constraint => broken(model, id),
        Wrong::Type => of_another_type(&model.kind(id)),
    };
    if depth < DEPTH {
        match model.kind(id) {
            Kind::List(element) => {
                found
                    .extend(values(model, element, wrong, depth + 1).into_iter().map(|value| json!([value])));
            }
            Kind::Map(key, target) => {
                let key = good(model, key, depth + 1);
                let key = key.as_str().unwrap_or("a");
                let entries = values(model, target, wrong, depth + 1).into_iter();
                found.extend(entries.map(|value| json!({ key: value })));
            }
            Kind::Structure(members) => found.extend(structures(model, &members, wrong, depth)),
            _ => {}
        }
    }
    found
}

fn of_another_type(kind: &Kind<'_>) -> Vec<Value> {
    match kind {
        Kind::String | Kind::Enum(_) => vec![json!(1), json!(["a"]), json!({ "a": "b" }), json!(true)],
        Kind::Boolean => vec![json!("perhaps"), json!({})],
        Kind::Integer => vec![json!("one"), json!(1u64 << 40), json!([1])],
        Kind::Long => vec![json!("one"), json!([1])],
        Kind::Timestamp => vec![json!("soon"), json!([])],
        Kind::Blob => vec![json!(1), json!("?")],
        Kind::List(_) => vec![json!("a"), json!({ "a": 1 })],
        Kind::Map(..) | Kind::Structure(_) | Kind::Union(_) => vec![json!("a"), json!([[1]])],
    }
}

/// Values of this shape that break a constraint of its own.
fn broken(model: &Model, id: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let bound = |name, end| model.smithy_trait(id, name).and_then(|bounds| bounds[end].as_i64());
    let (least, most) = (bound("length", "min"), bound("length", "max"));
    let too_short = least.filter(|least| *least > 0).map(|least| least as usize - 1);
    let too_long = most.filter(|most| (*most as u64) < LONGEST).map(|most| most as usize + 1);
    for length in too_short.into_iter().chain(too_long) {
        match model.kind(id) {
            Kind::String | Kind::Enum(_) => found.push(json!("a".repeat(length))),
            Kind::List(element) => found.push(Value::Array(vec![good(model, element, 0); length])),
            Kind::Map(_, target) => {
                let entries = (0..length).map(|number| (format!("a{number}"), good(model, target, 0)));
                found.push(Value::Object(entries.collect()));
            }
            _ => {}
        }
    }
    match model.kind(id) {
        Kind::Enum(_) => found.push(json!("NoSuchValue")),
        Kind::String => {
            let refused = pattern(model, id).and_then(|pattern| {
                TEXTS.iter().find(|text| !pattern.is_match(text)).map(|text| json!(text))
            });
            found.extend(refused);
        }
        Kind::Integer | Kind::Long => {
            found.extend(bound("range", "min").map(|least| json!(least - 1)));
            found.extend(bound("range", "max").map(|most| json!(most + 1)));
        }
        _ => {}
    }
    found
}

/// The pattern of a text, which must match the whole of it; none if it needs more than this matcher.
fn pattern(model: &Model, id: &str) -> Option<Regex> {
    let pattern = model.smithy_trait(id, "pattern")?.as_str()?;
    Regex::new(&format!("^(?:{pattern})$")).ok()
}

fn filled(model: &Model, members: &[Member<'_>], depth: usize) -> Value {
    let required = members.iter().filter(|member| member.is_required());
    let values = required.map(|member| (member.name.to_owned(), good(model, member.target, depth + 1)));
    Value::Object(values.collect::<Map<_, _>>())
}

/// A value that breaks no constraint, as far as that can be known.
fn good(model: &Model, id: &str, depth: usize) -> Value {
    let least = |name: &str| model.smithy_trait(id, name).and_then(|bounds| bounds["min"].as_i64());
    match model.kind(id) {
        Kind::String => {
            let short = least("length").unwrap_or(0).max(0) as usize;
            let pattern = pattern(model, id);
            let fits = |text: &&&str| pattern.as_ref().is_none_or(|pattern| pattern.is_match(text));
            let found = TEXTS.iter().filter(|text| text.len() >= short).find(fits);
            found.map_or_else(|| json!("a".repeat(short.max(1))), |text| json!(text))
        }
        Kind::Enum(known) => json!(known.first()),
        Kind::Boolean => json!(true),
        Kind::Integer | Kind::Long => json!(least("range").unwrap_or(1).max(1)),
        Kind::Timestamp => json!(1_800_000_000),
        Kind::Blob => json!("YQ=="),
        Kind::List(element) if depth < DEPTH => json!([good(model, element, depth + 1)]),
        Kind::Map(key, target) if depth < DEPTH => {
            let key = good(model, key, depth + 1);
            json!({ key.as_str().unwrap_or("a"): good(model, target, depth + 1) })
        }
        Kind::Structure(members) => filled(model, &members, depth),
        Kind::List(_) => json!([]),
        Kind::Map(..) | Kind::Union(_) => json!({}),
    }
}
