//! The one visitor that fills every kind of slot.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_core::Deserialize;
use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::context::{Context, Step};
use super::object::{read_map, read_structure, read_union};
use crate::timestamp::{from_epoch_seconds, parse_timestamp};
use crate::{Document, FillList, FillMap, FillUnion, Problem, Slot};

/// Where a value goes, decided before it is known whether it is null.
pub(super) enum Place<'a> {
    Slot(Slot<'a>),
    Element(&'a mut dyn FillList),
    Entry(&'a mut dyn FillMap, String),
    Variant(&'a mut dyn FillUnion, usize),
    UnknownVariant(&'a mut dyn FillUnion, &'a str),
}

impl<'a> Place<'a> {
    /// Leaves what `null` means here.
    fn clear(self) {
        match self {
            Place::Slot(Slot::Optional(optional)) => optional.clear(),
            Place::Element(list) => list.push_null(),
            Place::Entry(map, key) => map.insert_null(key),
            Place::Slot(_) | Place::Variant(..) | Place::UnknownVariant(..) => {}
        }
    }

    /// The slot of a value that is there; none if nobody wants it.
    fn open(self) -> Option<Slot<'a>> {
        let mut slot = match self {
            Place::Slot(slot) => slot,
            Place::Element(list) => list.push()?,
            Place::Entry(map, key) => map.insert(key),
            Place::Variant(union, index) => union.select(index)?,
            Place::UnknownVariant(union, name) => union.select_unknown(name)?,
        };
        while let Slot::Optional(optional) = slot {
            slot = optional.fill();
        }
        Some(slot)
    }
}

/// Reads one value into its place and says whether there was one: `false` stands for null.
pub(super) fn fill<'de, D: Deserializer<'de>>(
    deserializer: D,
    place: Place<'_>,
    context: &mut Context,
) -> Result<bool, D::Error> {
    Seed { place, context }.deserialize(deserializer)
}

pub(super) struct Seed<'a, 'c> {
    pub(super) place: Place<'a>,
    pub(super) context: &'c mut Context,
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_option(self)
    }
}

/// The first look at a value: null or not.
impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<bool, E> {
        self.place.clear();
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let Self { place, context } = self;
        match place.open() {
            None => IgnoredAny::deserialize(deserializer).map(|_| ())?,
            Some(Slot::Document(document)) => *document = Document::deserialize(deserializer)?,
            Some(slot @ Slot::BigInteger(_)) => big_integer(deserializer, slot, context)?,
            Some(slot) => deserializer.deserialize_any(Filler { slot, context })?,
        }
        Ok(true)
    }
}

/// More than 64 bits are exact only if they are asked for, and who asks learns of anything else as
/// a parser's error that does not say what there was.
fn big_integer<'de, D: Deserializer<'de>>(
    deserializer: D,
    slot: Slot<'_>,
    context: &mut Context,
) -> Result<(), D::Error> {
    let expected = expected(&slot);
    let filled = deserializer.deserialize_i128(Filler { slot, context: &mut *context });
    filled.map_err(|error| {
        if context.has_failed() {
            return error;
        }
        context.fail(Problem::Type { expected, found: "something else" })
    })
}

/// Fills a slot with a value that is not null.
struct Filler<'a, 'c> {
    slot: Slot<'a>,
    context: &'c mut Context,
}

impl Filler<'_, '_> {
    fn mismatch<E: serde_core::de::Error>(self, found: &'static str) -> E {
        self.context.fail(Problem::Type { expected: expected(&self.slot), found })
    }

    fn out_of_range<E: serde_core::de::Error>(self) -> E {
        self.context.fail(Problem::OutOfRange { expected: expected(&self.slot) })
    }

    fn whole<E: serde_core::de::Error>(mut self, number: i128) -> Result<(), E> {
        let fits = match &mut self.slot {
            Slot::Byte(target) => set(*target, number),
            Slot::Short(target) => set(*target, number),
            Slot::Integer(target) => set(*target, number),
            Slot::Long(target) => set(*target, number),
            Slot::BigInteger(target) => set(*target, number),
            Slot::Code(target) => i32::try_from(number).map(|number| target.set(number)).is_ok(),
            Slot::Float(_) | Slot::Double(_) | Slot::Timestamp(_) => return self.fraction(number as f64),
            _ => return Err(self.mismatch("a number")),
        };
        if fits { Ok(()) } else { Err(self.out_of_range()) }
    }

    fn fraction<E: serde_core::de::Error>(mut self, number: f64) -> Result<(), E> {
        match &mut self.slot {
            Slot::Float(target) => **target = number as f32,
            Slot::Double(target) => **target = number,
            Slot::Timestamp(target) => match from_epoch_seconds(number) {
                Some(time) => **target = time,
                None => return Err(self.out_of_range()),
            },
            // Some services write whole numbers as 3.0 or 3e0. Above 2^53 a number of this kind is not
            // exact, and it is also how the parser gives what 64 bits cannot hold.
            Slot::Byte(_) | Slot::Short(_) | Slot::Integer(_) | Slot::Long(_) | Slot::Code(_)
                if number.fract() == 0.0 =>
            {
                let is_exact = number.abs() <= 9_007_199_254_740_992.0;
                return if is_exact { self.whole(number as i128) } else { Err(self.out_of_range()) };
            }
            _ => return Err(self.mismatch("a number with a fraction")),
        }
        Ok(())
    }
}

fn set<T: TryFrom<i128>>(target: &mut T, number: i128) -> bool {
    T::try_from(number).map(|number| *target = number).is_ok()
}

impl<'de> Visitor<'de> for Filler<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(expected(&self.slot))
    }

    fn visit_bool<E: serde_core::de::Error>(mut self, value: bool) -> Result<(), E> {
        match &mut self.slot {
            Slot::Boolean(target) => **target = value,
            _ => return Err(self.mismatch("a boolean")),
        }
        Ok(())
    }

    fn visit_i64<E: serde_core::de::Error>(self, number: i64) -> Result<(), E> {
        self.whole(number.into())
    }

    fn visit_u64<E: serde_core::de::Error>(self, number: u64) -> Result<(), E> {
        self.whole(number.into())
    }

    fn visit_i128<E: serde_core::de::Error>(self, number: i128) -> Result<(), E> {
        self.whole(number)
    }

    fn visit_f64<E: serde_core::de::Error>(self, number: f64) -> Result<(), E> {
        self.fraction(number)
    }

    fn visit_string<E: serde_core::de::Error>(self, text: String) -> Result<(), E> {
        match self.slot {
            Slot::String(target) => *target = text,
            _ => return self.visit_str(&text),
        }
        Ok(())
    }

    fn visit_str<E: serde_core::de::Error>(mut self, text: &str) -> Result<(), E> {
        let understood = match &mut self.slot {
            Slot::String(target) => set_text(target, text),
            Slot::Text(target) => {
                target.set(text);
                true
            }
            Slot::Float(target) => set_number(*target, non_finite(text).map(|number| number as f32)),
            Slot::Double(target) => set_number(*target, non_finite(text)),
            Slot::Timestamp(target) => set_number(*target, parse_timestamp(text)),
            Slot::Blob(target) => set_number(*target, STANDARD.decode(text).ok()),
            _ => false,
        };
        if understood { Ok(()) } else { Err(self.mismatch("text")) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let Slot::List(list) = self.slot else { return Err(self.mismatch("an array")) };
        let context = self.context;
        list.clear();
        for index in 0.. {
            let mark = context.missing_so_far();
            match elements.next_element_seed(Seed { place: Place::Element(&mut *list), context }) {
                Ok(Some(_)) => context.locate(mark, || Step::Element(index)),
                Ok(None) => break,
                Err(error) => {
                    context.unwind(Step::Element(index));
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        match self.slot {
            Slot::Structure(structure) => read_structure(structure, members, self.context),
            Slot::Union(union) => read_union(union, members, self.context),
            Slot::Map(map) => read_map(map, members, self.context),
            _ => Err(self.mismatch("an object")),
        }
    }
}

fn set_text(target: &mut String, text: &str) -> bool {
    text.clone_into(target);
    true
}

fn set_number<T>(target: &mut T, value: Option<T>) -> bool {
    value.map(|value| *target = value).is_some()
}

/// Smithy's spelling of the numbers that JSON does not have.
fn non_finite(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

pub(super) fn expected(slot: &Slot<'_>) -> &'static str {
    match slot {
        Slot::String(_) | Slot::Text(_) => "text",
        Slot::Boolean(_) => "a boolean",
        Slot::Byte(_) => "a whole number of 8 bits",
        Slot::Short(_) => "a whole number of 16 bits",
        Slot::Integer(_) | Slot::Code(_) => "a whole number of 32 bits",
        Slot::Long(_) => "a whole number of 64 bits",
        Slot::BigInteger(_) => "a whole number of 128 bits",
        Slot::Float(_) | Slot::Double(_) => "a number",
        Slot::Timestamp(_) => "a timestamp",
        Slot::Blob(_) => "text in base64",
        Slot::Structure(_) | Slot::Union(_) | Slot::Map(_) => "an object",
        Slot::List(_) => "an array",
        Slot::Document(_) | Slot::Optional(_) => "a value",
    }
}
