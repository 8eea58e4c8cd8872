//! Finding code and message in the body of an error, whatever it is.

use std::fmt;

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

/// What the top level of an error's JSON says, as far as it could be read.
#[derive(Default)]
pub(super) struct ErrorBody {
    pub(super) underscore_type: Option<String>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    /// Whether the body is one whole JSON object.
    pub(super) is_object: bool,
}

impl ErrorBody {
    /// Reads a body. Where it is broken, what stands before the break counts; bytes that are not
    /// UTF-8 are replaced.
    pub(super) fn read(body: &[u8]) -> Self {
        let text = String::from_utf8_lossy(body);
        let mut found = Self::default();
        let mut json = serde_json::Deserializer::from_str(&text);
        let whole = json.deserialize_map(Fields(&mut found)).is_ok() && json.end().is_ok();
        found.is_object = whole;
        found
    }
}

/// Picks the fields of [`ErrorBody`] into it one by one, so that they stay when a later one fails.
struct Fields<'a>(&'a mut ErrorBody);

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let field = match key.as_str() {
                "__type" => &mut self.0.underscore_type,
                "code" => &mut self.0.code,
                _ if key.eq_ignore_ascii_case("message") => &mut self.0.message,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            // A code or a message that is not a text is none.
            if let Value::String(text) = map.next_value()?
                && !text.trim().is_empty()
            {
                field.get_or_insert(text);
            }
        }
        Ok(())
    }
}
