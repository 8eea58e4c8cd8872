//! Writing: a view to JSON, through serde and serde_json.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_core::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::timestamp::{Form, form};
use crate::{Document, TimestampFormat, Value, ViewList, ViewMap, ViewStructure, ViewUnion};

/// The JSON bytes of a value.
///
/// # Errors
///
/// None of the values of generated types fail; a failure would be one of the serializer's own and
/// is handed on.
pub fn to_json(value: Value<'_>) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&Written { value, timestamps: TimestampFormat::EpochSeconds })
}

/// The value as a JSON document in memory.
///
/// # Errors
///
/// A whole number of more than 64 bits, which such a document cannot hold.
pub fn to_document(value: Value<'_>) -> Result<Document, serde_json::Error> {
    to_document_with(value, TimestampFormat::EpochSeconds)
}

/// The same for the value of a member that sets a format for timestamps.
pub(crate) fn to_document_with(
    value: Value<'_>,
    timestamps: TimestampFormat,
) -> Result<Document, serde_json::Error> {
    serde_json::to_value(Written { value, timestamps })
}

/// Serializes a view in wire form with any serializer.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<S: Serializer>(value: Value<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    Written { value, timestamps: TimestampFormat::EpochSeconds }.serialize(serializer)
}

/// A value about to be written, with the format that its member sets for timestamps.
struct Written<'a> {
    value: Value<'a>,
    timestamps: TimestampFormat,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Value::Null => serializer.serialize_unit(),
            Value::String(text) => serializer.serialize_str(text),
            Value::Boolean(value) => serializer.serialize_bool(value),
            Value::Integer(number) => serializer.serialize_i64(number),
            Value::BigInteger(number) => serializer.serialize_i128(number),
            Value::Float(number) if number.is_finite() => serializer.serialize_f32(number),
            Value::Float(number) => serializer.serialize_str(non_finite(number.into())),
            Value::Double(number) if number.is_finite() => serializer.serialize_f64(number),
            Value::Double(number) => serializer.serialize_str(non_finite(number)),
            Value::Timestamp(time) => match form(time, self.timestamps) {
                Form::Whole(seconds) => serializer.serialize_i64(seconds),
                Form::Fraction(seconds) => serializer.serialize_f64(seconds),
                Form::Text(text) => serializer.serialize_str(&text),
            },
            Value::Blob(bytes) => serializer.serialize_str(&STANDARD.encode(bytes)),
            Value::Document(document) => document.serialize(serializer),
            Value::Structure(structure) => write_structure(structure, serializer),
            Value::Union(union) => write_union(union, serializer),
            Value::List(list) => write_list(list, self.timestamps, serializer),
            Value::Map(map) => write_map(map, self.timestamps, serializer),
        }
    }
}

/// Smithy's spelling of the numbers that JSON does not have.
fn non_finite(number: f64) -> &'static str {
    if number.is_nan() {
        "NaN"
    } else if number > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}

fn write_structure<S: Serializer>(structure: &dyn ViewStructure, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_map(None)?;
    for (index, member) in structure.shape().members.iter().enumerate() {
        if let Some(value) = structure.value(index) {
            object.serialize_entry(member.name, &Written { value, timestamps: member.facts.timestamps })?;
        }
    }
    object.end()
}

fn write_union<S: Serializer>(union: &dyn ViewUnion, serializer: S) -> Result<S::Ok, S::Error> {
    let (name, index, value) = union.active();
    let timestamps = union.shape().timestamps(index);
    let mut object = serializer.serialize_map(Some(1))?;
    object.serialize_entry(name, &Written { value, timestamps })?;
    object.end()
}

fn write_list<S: Serializer>(
    list: &dyn ViewList,
    timestamps: TimestampFormat,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut array = serializer.serialize_seq(Some(list.len()))?;
    for index in 0..list.len() {
        array.serialize_element(&Written { value: list.element(index), timestamps })?;
    }
    array.end()
}

fn write_map<S: Serializer>(
    map: &dyn ViewMap,
    timestamps: TimestampFormat,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_map(None)?;
    let mut failure = None;
    map.each(&mut |key, value| {
        if failure.is_none() {
            failure = object.serialize_entry(key, &Written { value, timestamps }).err();
        }
    });
    match failure {
        Some(error) => Err(error),
        None => object.end(),
    }
}
