//! Whether two values are the same.

use crate::{Value, ViewList, ViewMap, ViewStructure, ViewUnion};

/// Whether two structures of one type have the same members: set or not, and with the same values.
/// Enumerations are the same if they are the same on the wire.
#[must_use]
pub fn equal(one: &dyn ViewStructure, other: &dyn ViewStructure) -> bool {
    (0..one.shape().members.len()).all(|index| match (one.member(index), other.member(index)) {
        (Some(one), Some(other)) => equal_values(one.view(), other.view()),
        (one, other) => one.is_none() && other.is_none(),
    })
}

fn equal_values(one: Value<'_>, other: Value<'_>) -> bool {
    match (one, other) {
        (Value::Null, Value::Null) => true,
        (Value::String(one), Value::String(other)) => one == other,
        (Value::Boolean(one), Value::Boolean(other)) => one == other,
        (Value::Integer(one), Value::Integer(other)) => one == other,
        (Value::BigInteger(one), Value::BigInteger(other)) => one == other,
        (Value::Float(one), Value::Float(other)) => one == other,
        (Value::Double(one), Value::Double(other)) => one == other,
        (Value::Timestamp(one), Value::Timestamp(other)) => one == other,
        (Value::Blob(one), Value::Blob(other)) => one == other,
        (Value::Document(one), Value::Document(other)) => one == other,
        (Value::Structure(one), Value::Structure(other)) => equal(one, other),
        (Value::Union(one), Value::Union(other)) => equal_unions(one, other),
        (Value::List(one), Value::List(other)) => equal_lists(one, other),
        (Value::Map(one), Value::Map(other)) => equal_maps(one, other),
        _ => false,
    }
}

fn equal_unions(one: &dyn ViewUnion, other: &dyn ViewUnion) -> bool {
    let ((name, _, value), (other_name, _, other_value)) = (one.active(), other.active());
    name == other_name && equal_values(value, other_value)
}

fn equal_lists(one: &dyn ViewList, other: &dyn ViewList) -> bool {
    one.len() == other.len()
        && (0..one.len()).all(|index| equal_values(one.element(index), other.element(index)))
}

fn equal_maps(one: &dyn ViewMap, other: &dyn ViewMap) -> bool {
    let (one, other) = (entries(one), entries(other));
    one.len() == other.len()
        && one.iter().zip(&other).all(|((key, value), (other_key, other_value))| {
            key == other_key && equal_values(*value, *other_value)
        })
}

/// In the order of the keys.
fn entries(map: &dyn ViewMap) -> Vec<(&str, Value<'_>)> {
    let mut entries = Vec::new();
    map.each(&mut |key, value| entries.push((key, value)));
    entries
}
