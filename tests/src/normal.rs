//! One form for all JSON that means the same to a type.

use serde_json::{Map, Value};

use crate::model::{Kind, Model};

/// The value without what makes no difference: members that are null, empty lists and maps as
/// members, members that the model does not have, and how a timestamp is spelled, which becomes
/// whole microseconds.
#[must_use]
pub fn normal(model: &Model, id: &str, value: &Value) -> Value {
    match (model.kind(id), value) {
        (Kind::Timestamp, Value::Number(seconds)) => {
            Value::from((seconds.as_f64().expect("a number is one") * 1e6).round() as i64)
        }
        (Kind::List(element), Value::Array(elements)) => elements
            .iter()
            .filter(|value| !value.is_null())
            .map(|value| normal(model, element, value))
            .collect(),
        (Kind::Map(_, target), Value::Object(entries)) => {
            let present = entries.iter().filter(|(_, value)| !value.is_null());
            present.map(|(key, value)| (key.clone(), normal(model, target, value))).collect()
        }
        (Kind::Structure(members), Value::Object(given)) => {
            let mut object = Map::new();
            for member in members {
                match given.get(member.name) {
                    None | Some(Value::Null) => {}
                    Some(value) if is_empty(model, member.target, value) => {}
                    Some(value) => {
                        object.insert(member.name.to_owned(), normal(model, member.target, value));
                    }
                }
            }
            Value::Object(object)
        }
        (Kind::Union(members), Value::Object(given)) => {
            let target = |name: &str| members.iter().find(|member| member.name == name).map(|m| m.target);
            let present = given.iter().filter(|(name, value)| !value.is_null() && *name != "__type");
            present
                .map(|(name, value)| match target(name) {
                    Some(target) => (name.clone(), normal(model, target, value)),
                    None => (name.clone(), value.clone()),
                })
                .collect()
        }
        _ => value.clone(),
    }
}

/// Whether the value is a list or map without elements.
fn is_empty(model: &Model, id: &str, value: &Value) -> bool {
    match (model.kind(id), value) {
        (Kind::List(_), Value::Array(elements)) => elements.iter().all(Value::is_null),
        (Kind::Map(..), Value::Object(entries)) => entries.values().all(Value::is_null),
        _ => false,
    }
}
