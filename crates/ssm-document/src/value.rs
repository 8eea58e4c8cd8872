//! Values of a document: JSON's six kinds, maps in the order in which they were written.

mod map;
mod number;

pub use map::Map;
pub use number::Number;

/// A value in a document.
///
/// ```
/// use ssm_document::{Map, Value};
///
/// let value = Value::from(Map::from([("DelaySeconds", Value::from(5)), ("Force", false.into())]));
/// assert_eq!(value.get("DelaySeconds").and_then(Value::as_integer), Some(5));
/// assert_eq!(value.to_json(), r#"{"DelaySeconds":5,"Force":false}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text.
    Text(String),
    /// Values in order.
    List(Vec<Value>),
    /// Named values in order.
    Map(Map),
}

impl Value {
    /// The text, if this is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if this is one without a fraction.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Number(number) => number.as_i64(),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The elements, if this is a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(elements) => Some(elements),
            _ => None,
        }
    }

    /// The map, if this is one.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The member `key`, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_map().and_then(|map| map.get(key))
    }

    /// What a reader calls this kind of value.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }

    /// About how many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        let mut bytes = 0;
        let mut waiting = vec![self];
        while let Some(value) = waiting.pop() {
            bytes += 1;
            match value {
                Self::Text(text) => bytes += text.len(),
                Self::List(elements) => waiting.extend(elements),
                Self::Map(map) => {
                    bytes += map.keys().map(str::len).sum::<usize>();
                    waiting.extend(map.iter().map(|(_, value)| value));
                }
                Self::Null | Self::Bool(_) | Self::Number(_) => {}
            }
        }
        bytes
    }

    /// The value as JSON on one line.
    pub fn to_json(&self) -> String {
        crate::format::json::write(self)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<Number> for Value {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Map> for Value {
    fn from(value: Map) -> Self {
        Self::Map(value)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(values: [T; N]) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}
