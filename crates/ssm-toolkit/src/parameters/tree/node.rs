//! The hierarchy that names make, and how types are read from it.

use std::collections::BTreeMap;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use ssm_client::types::ParameterType;

use super::TreeError;
use super::text::{Text, visit_elements};
use crate::parameters::Parameter;

/// A level of the hierarchy: a parameter, or what lies below it, or both.
#[derive(Default)]
pub(super) struct Node<'de> {
    parameter: Option<&'de Parameter>,
    below: BTreeMap<&'de str, Node<'de>>,
}

impl<'de> Node<'de> {
    /// Puts a parameter where its name says.
    pub(super) fn insert(&mut self, name: &'de str, parameter: &'de Parameter) {
        let node = name.split('/').fold(self, |node, level| node.below.entry(level).or_default());
        node.parameter = Some(parameter);
    }

    /// What lies below in the order of its numbers, if its names are numbers.
    fn numbered(&self) -> Option<Vec<(&'de str, &Self)>> {
        let named = self.below.iter().map(|(&name, node)| Some((name.parse::<u64>().ok()?, name, node)));
        let mut numbered: Vec<_> = named.collect::<Option<_>>()?;
        numbered.sort_by_key(|&(number, name, _)| (number, name));
        Some(numbered.into_iter().map(|(_, name, node)| (name, node)).collect())
    }
}

/// Reads what is at a place.
pub(super) struct NodeDeserializer<'n, 'de> {
    node: &'n Node<'de>,
    place: String,
}

impl<'n, 'de> NodeDeserializer<'n, 'de> {
    pub(super) fn new(node: &'n Node<'de>, place: String) -> Self {
        Self { node, place }
    }

    /// What lies at this name below, which it reads with the place told of errors.
    fn read_below<T: DeserializeSeed<'de>>(
        &self,
        name: &str,
        node: &'n Node<'de>,
        seed: T,
    ) -> Result<T::Value, TreeError> {
        let place = format!("{}/{name}", self.place.trim_end_matches('/'));
        seed.deserialize(NodeDeserializer::new(node, place.clone())).map_err(|error| error.at(&place))
    }

    /// The value of the parameter itself, for what is no structure.
    fn text(&self) -> Result<Text<'de>, TreeError> {
        match self.node.parameter {
            Some(parameter) => Ok(Text(parameter.value())),
            None => Err(TreeError::new("expected a parameter, and there are only others below this name")),
        }
    }

    fn visit_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        if self.node.below.is_empty() && self.node.parameter.is_some() {
            return Err(TreeError::new("expected parameters below this name, and it is one itself"));
        }
        visitor.visit_map(Levels { below: self.node.below.iter(), value: None, reader: self })
    }
}

macro_rules! from_text {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
            self.text()?.$method(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for NodeDeserializer<'_, 'de> {
    type Error = TreeError;

    from_text! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match self.node.parameter {
            Some(_) if !self.node.below.is_empty() => Err(TreeError::new(
                "it is a parameter and has others below it, so that it is clear only to a type that asks for \
                 one of them",
            )),
            Some(list) if *list.kind() == ParameterType::StringList => visit_elements(list.values(), visitor),
            Some(parameter) => Text(parameter.value()).deserialize_any(visitor),
            None => self.visit_map(visitor),
        }
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

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        self.visit_map(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        self.visit_map(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match self.node.parameter {
            Some(_) => self.text()?.deserialize_seq(visitor),
            None => match self.node.numbered() {
                Some(numbered) => {
                    visitor.visit_seq(Numbered { numbered: numbered.into_iter(), reader: self })
                }
                None => Err(TreeError::new(
                    "expected a list: a parameter, or others below whose names are numbers",
                )),
            },
        }
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
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        if self.node.parameter.is_some() {
            return self.text()?.deserialize_enum(name, variants, visitor);
        }
        let mut below = self.node.below.iter();
        match (below.next(), below.next()) {
            (Some((variant, node)), None) => visitor.visit_enum(Variant { variant, node, reader: self }),
            _ => Err(TreeError::unknown_variant("", variants)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { unit unit_struct identifier }
}

/// The levels below as the entries of a map.
struct Levels<'n, 'de> {
    below: std::collections::btree_map::Iter<'n, &'de str, Node<'de>>,
    value: Option<(&'de str, &'n Node<'de>)>,
    reader: NodeDeserializer<'n, 'de>,
}

impl<'de> MapAccess<'de> for Levels<'_, 'de> {
    type Error = TreeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, TreeError> {
        let Some((&name, node)) = self.below.next() else { return Ok(None) };
        self.value = Some((name, node));
        seed.deserialize(Text(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, TreeError> {
        let (name, node) =
            self.value.take().ok_or_else(|| TreeError::new("a value was read before its key"))?;
        self.reader.read_below(name, node, seed)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.below.len())
    }
}

/// The levels below as the elements of a list.
struct Numbered<'n, 'de> {
    numbered: std::vec::IntoIter<(&'de str, &'n Node<'de>)>,
    reader: NodeDeserializer<'n, 'de>,
}

impl<'de> SeqAccess<'de> for Numbered<'_, 'de> {
    type Error = TreeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, TreeError> {
        let Some((name, node)) = self.numbered.next() else { return Ok(None) };
        self.reader.read_below(name, node, seed).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.numbered.len())
    }
}

/// The only level below as a variant, and what lies there as its content.
struct Variant<'n, 'de> {
    variant: &'de str,
    node: &'n Node<'de>,
    reader: NodeDeserializer<'n, 'de>,
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = TreeError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), TreeError> {
        Ok((seed.deserialize(Text(self.variant))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = TreeError;

    fn unit_variant(self) -> Result<(), TreeError> {
        Err(TreeError::new("expected the name of a variant as a value, not as a name"))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, TreeError> {
        self.reader.read_below(self.variant, self.node, seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, TreeError> {
        self.reader.read_below(self.variant, self.node, Content { visitor, list: true })
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        self.reader.read_below(self.variant, self.node, Content { visitor, list: false })
    }
}

/// The content of a variant, for a visitor of its own.
struct Content<V> {
    visitor: V,
    list: bool,
}

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Content<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, content: D) -> Result<V::Value, D::Error> {
        match self.list {
            true => content.deserialize_seq(self.visitor),
            false => content.deserialize_map(self.visitor),
        }
    }
}
