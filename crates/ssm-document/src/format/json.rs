//! JSON. serde_json reads and writes; here is how its parts become values.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Format, MAX_BYTES, MAX_DEPTH, ParseError};
use crate::value::{Map, Number, Value};

/// Reads one JSON value.
pub(crate) fn read(text: &str) -> Result<Value, ParseError> {
    if text.len() > MAX_BYTES {
        return Err(ParseError::TooLarge { bytes: text.len() });
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Level(MAX_DEPTH).deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| {
        let said = error.to_string();
        if said.starts_with(TOO_DEEP) {
            return ParseError::TooDeep;
        }
        // serde_json ends its messages with the place, which the error says on its own.
        let message = said.split(" at line ").next().unwrap_or_default().to_owned();
        ParseError::Syntax { format: Format::Json, message, line: error.line(), column: error.column() }
    })
}

/// Writes `value` on one line.
pub(crate) fn write(value: &Value) -> String {
    // Writing to memory fails for keys that are no text only, and ours are.
    serde_json::to_string(value).unwrap_or_default()
}

/// Writes `value` with a line for each element, indented by two spaces.
pub(crate) fn write_pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

const TOO_DEEP: &str = "nested too deep";

/// The key of the map as which serde_json hands over numbers if any crate of a program has switched
/// on its feature `arbitrary_precision`.
const NUMBER_KEY: &str = "$serde_json::private::Number";

/// Reads a value at which so many levels may still be opened.
#[derive(Clone, Copy)]
struct Level(usize);

impl Level {
    fn below<E: Error>(self) -> Result<Self, E> {
        self.0.checked_sub(1).map(Self).ok_or_else(|| E::custom(TOO_DEEP))
    }
}

impl<'de> DeserializeSeed<'de> for Level {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        // `{:?}` keeps the fraction of a whole number: 3.0 is not written as 3.
        let number = Number::parse(&format!("{value:?}"));
        number.map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let level = self.below()?;
        let mut list = Vec::new();
        while let Some(element) = elements.next_element_seed(level)? {
            list.push(element);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let level = self.below()?;
        let mut map = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if key == NUMBER_KEY {
                let number = Number::parse(&members.next_value::<String>()?);
                return number.map(Value::Number).ok_or_else(|| de::Error::custom("invalid number"));
            }
            if map.contains_key(&key) {
                return Err(A::Error::custom(format!("the key {key:?} occurs twice")));
            }
            let value = members.next_value_seed(level)?;
            map.insert(key, value);
        }
        Ok(Value::Map(map))
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(value), _) => serializer.serialize_i64(value),
                (None, Some(value)) => serializer.serialize_u64(value),
                (None, None) => serializer.serialize_f64(number.as_f64()),
            },
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(elements) => {
                let mut list = serializer.serialize_seq(Some(elements.len()))?;
                for element in elements {
                    list.serialize_element(element)?;
                }
                list.end()
            }
            Self::Map(map) => map.serialize(serializer),
        }
    }
}

impl Serialize for Map {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self.iter() {
            members.serialize_entry(key, value)?;
        }
        members.end()
    }
}

#[cfg(test)]
mod tests {
    use serde::de::value::{Error, MapDeserializer};

    use super::*;

    #[test]
    fn a_number_of_arbitrary_precision_is_a_number() {
        let members = [(NUMBER_KEY, "3600")].into_iter();
        let value = Level(1).deserialize(MapDeserializer::<_, Error>::new(members)).unwrap();
        assert_eq!(value, Value::from(3600));
    }
}
