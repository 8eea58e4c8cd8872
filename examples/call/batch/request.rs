//! What a line asks for.

use std::collections::BTreeMap;

use serde_json::error::Category;
use serde_json::value::RawValue;

/// What a line asks for.
pub(crate) struct Request {
    pub(crate) operation: String,
    pub(crate) input: Vec<u8>,
}

/// What is wrong with a line, and the operation that it asks for, if that much can be told.
pub(crate) struct Malformed {
    pub(crate) operation: Option<String>,
    pub(crate) problem: String,
}

impl Request {
    /// Understands a line. Its input is only separated here; the operation says whether it fits.
    /// A null is an absent input.
    pub(crate) fn parse(line: &[u8]) -> Result<Self, Malformed> {
        let members: BTreeMap<String, &RawValue> =
            serde_json::from_slice(line).map_err(|error| Malformed::new(None, not_an_object(&error)))?;
        let operation = members.get("op").map(|name| serde_json::from_str::<String>(name.get()));
        let Some(Ok(operation)) = operation else {
            return Err(Malformed::new(None, "\"op\" must be the name of an operation"));
        };
        if members.keys().any(|name| name != "op" && name != "input") {
            return Err(Malformed::new(Some(operation), "a line has \"op\" and \"input\" and nothing else"));
        }
        let input = members.get("input").map(|input| input.get()).filter(|input| *input != "null");
        Ok(Self { operation, input: input.unwrap_or("{}").as_bytes().to_vec() })
    }
}

impl Malformed {
    pub(crate) fn new(operation: Option<String>, problem: impl Into<String>) -> Self {
        Self { operation, problem: problem.into() }
    }
}

/// The parser's words, but not those that quote the line: it may hold a secret.
fn not_an_object(error: &serde_json::Error) -> String {
    match error.classify() {
        Category::Syntax => {
            let text = error.to_string();
            let what = text.split(" at line ").next().unwrap_or_default();
            format!("the line is not valid JSON: {what} at byte {}", error.column())
        }
        Category::Eof => "the line is not valid JSON: it ends too early".to_owned(),
        Category::Data | Category::Io => "the line must be a JSON object".to_owned(),
    }
}
