//! Values of steps as answers show them, and as typed documents take them.

use std::collections::BTreeMap;

use serde_json::Value;
use ssm_document::Document;

/// A value as a list of texts: a list gives its elements, a text is itself, all else is its JSON.
pub(super) fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(elements) => elements.iter().map(one).collect(),
        other => vec![one(other)],
    }
}

/// A value as one text.
pub(super) fn one(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Values by name as lists of texts.
pub(super) fn lists(values: &BTreeMap<String, Value>) -> BTreeMap<String, Vec<String>> {
    values.iter().map(|(name, value)| (name.clone(), list(value))).collect()
}

/// A value of a document as JSON.
pub(super) fn from_document(value: &ssm_document::Value) -> Value {
    // Documents write JSON.
    serde_json::from_str(&value.to_json()).unwrap_or_default()
}

/// JSON as a value of a document; text if it nests deeper than documents may.
pub(super) fn to_document(value: &Value) -> ssm_document::Value {
    let text = value.to_string();
    Document::from_json(&text).map_or_else(|_| text.as_str().into(), |read| read.as_value().clone())
}

/// A map of a document as the lists of texts that requests take.
pub(super) fn parameters(value: &ssm_document::Value) -> Option<BTreeMap<String, Vec<String>>> {
    let map = value.as_map()?;
    Some(map.iter().map(|(name, value)| (name.to_owned(), list(&from_document(value)))).collect())
}
