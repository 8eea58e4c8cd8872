//! A text as whatever it is to be: a value, an element of one, or a level of a name.

use std::fmt::Display;
use std::str::FromStr;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::TreeError;

#[derive(Clone, Copy)]
pub(super) struct Text<'de>(pub(super) &'de str);

impl Text<'_> {
    fn parse<T: FromStr>(self, expected: impl Display) -> Result<T, TreeError> {
        self.0.trim().parse().map_err(|_| TreeError::new(format!("expected {expected}")))
    }
}

/// Numbers by their text.
macro_rules! numbers {
    ($($method:ident $visit:ident $type:ty, $what:literal;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
            visitor.$visit(self.parse(format_args!("{} from {} to {}", $what, <$type>::MIN, <$type>::MAX))?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Text<'de> {
    type Error = TreeError;

    numbers! {
        deserialize_i8 visit_i8 i8, "a whole number";
        deserialize_i16 visit_i16 i16, "a whole number";
        deserialize_i32 visit_i32 i32, "a whole number";
        deserialize_i64 visit_i64 i64, "a whole number";
        deserialize_i128 visit_i128 i128, "a whole number";
        deserialize_u8 visit_u8 u8, "a whole number";
        deserialize_u16 visit_u16 u16, "a whole number";
        deserialize_u32 visit_u32 u32, "a whole number";
        deserialize_u64 visit_u64 u64, "a whole number";
        deserialize_u128 visit_u128 u128, "a whole number";
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_f32(self.parse("a number")?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_f64(self.parse("a number")?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match self.0.trim() {
            text if text.eq_ignore_ascii_case("true") => visitor.visit_bool(true),
            text if text.eq_ignore_ascii_case("false") => visitor.visit_bool(false),
            _ => Err(TreeError::new("expected true or false")),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_borrowed_bytes(self.0.as_bytes())
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visit_elements(self.0.split(','), visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, TreeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        visitor.visit_enum(BorrowedStrDeserializer::new(self.0))
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_borrowed_str(self.0)
    }

    forward_to_deserialize_any! { char str string unit unit_struct map struct identifier ignored_any }
}

/// Gives the elements of a list, all of them or an error.
pub(super) fn visit_elements<'de, V: Visitor<'de>>(
    elements: impl Iterator<Item = &'de str>,
    visitor: V,
) -> Result<V::Value, TreeError> {
    let mut list = Elements { elements, given: 0 };
    let value = visitor.visit_seq(&mut list)?;
    match list.elements.count() {
        0 => Ok(value),
        more => {
            let problem = format!("expected {} elements, and there are {}", list.given, list.given + more);
            Err(TreeError::new(problem))
        }
    }
}

struct Elements<I> {
    elements: I,
    given: usize,
}

impl<'de, I: Iterator<Item = &'de str>> SeqAccess<'de> for Elements<I> {
    type Error = TreeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, TreeError> {
        let Some(element) = self.elements.next() else { return Ok(None) };
        self.given += 1;
        seed.deserialize(Text(element)).map(Some).map_err(|error| error.in_element(self.given))
    }
}
