//! A typed value as JSON again, as it was received.

use serde_json::{Map as Object, Value as Json};

use crate::write::to_document_with;
use crate::{Document, TimestampFormat, Value, ViewList, ViewMap, ViewStructure, ViewUnion};

type Received = Result<Document, serde_json::Error>;

/// The value as a JSON document, in which absent and empty are told apart as they were in the JSON
/// that it was read from: types take an absent list for an empty one, and an absent required member
/// for a blank one. What the types do not know is left out.
///
/// # Errors
///
/// As [`to_document`](crate::to_document).
pub fn as_received(value: Value<'_>, received: &Document) -> Received {
    part_as_received(value, received, TimestampFormat::EpochSeconds)
}

/// The same for a part whose member sets a format for timestamps.
fn part_as_received(value: Value<'_>, received: &Document, timestamps: TimestampFormat) -> Received {
    match (value, received) {
        (Value::Structure(structure), Json::Object(received)) => structure_as_received(structure, received),
        (Value::Union(union), Json::Object(received)) => union_as_received(union, received),
        (Value::List(list), Json::Array(received)) => list_as_received(list, received, timestamps),
        (Value::Map(map), Json::Object(received)) => map_as_received(map, received, timestamps),
        (value, _) => to_document_with(value, timestamps),
    }
}

fn structure_as_received(structure: &dyn ViewStructure, received: &Object<String, Json>) -> Received {
    let mut document = Object::new();
    for (index, member) in structure.shape().members.iter().enumerate() {
        let Some(received) = received.get(member.name).filter(|received| !received.is_null()) else {
            continue;
        };
        match structure.value(index) {
            Some(value) => {
                let part = part_as_received(value, received, member.facts.timestamps)?;
                document.insert(member.name.to_owned(), part);
            }
            None if is_empty(received) => {
                document.insert(member.name.to_owned(), received.clone());
            }
            None => {}
        }
    }
    Ok(Json::Object(document))
}

fn is_empty(received: &Json) -> bool {
    match received {
        Json::Array(elements) => elements.is_empty(),
        Json::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn union_as_received(union: &dyn ViewUnion, received: &Object<String, Json>) -> Received {
    let (name, index, value) = union.active();
    let timestamps = union.shape().timestamps(index);
    let value = part_as_received(value, received.get(name).unwrap_or(&Json::Null), timestamps)?;
    Ok(Json::Object(Object::from_iter([(name.to_owned(), value)])))
}

/// A dense list has no place for null, so that the nulls received have no counterpart.
fn list_as_received(list: &dyn ViewList, received: &[Json], timestamps: TimestampFormat) -> Received {
    let is_sparse = list.len() == received.len();
    let mut received = received.iter().filter(|received| is_sparse || !received.is_null());
    let mut element =
        |index| part_as_received(list.element(index), received.next().unwrap_or(&Json::Null), timestamps);
    (0..list.len()).map(&mut element).collect::<Result<_, _>>().map(Json::Array)
}

fn map_as_received(
    map: &dyn ViewMap,
    received: &Object<String, Json>,
    timestamps: TimestampFormat,
) -> Received {
    let mut document = Object::new();
    let mut failure = None;
    map.each(&mut |key, value| match part_as_received(
        value,
        received.get(key).unwrap_or(&Json::Null),
        timestamps,
    ) {
        Ok(value) => {
            document.insert(key.to_owned(), value);
        }
        Err(error) => failure = Some(error),
    });
    match failure {
        Some(error) => Err(error),
        None => Ok(Json::Object(document)),
    }
}
