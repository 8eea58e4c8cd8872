//! Objects: structures, unions and maps, member by member.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::context::{Context, Step};
use super::visitor::{Place, Seed};
use crate::{FillMap, FillStructure, FillUnion, Problem, Reading, Shape};

/// A member's name, looked up while it is still borrowed from the text.
struct Key<'a> {
    shape: &'static Shape,
    hint: usize,
    /// Receives a name that the shape does not have.
    unknown: &'a mut String,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<usize>, E> {
        let index = self.shape.find(name, self.hint);
        if index.is_none() {
            name.clone_into(self.unknown);
        }
        Ok(index)
    }
}

pub(super) fn read_structure<'de, A: MapAccess<'de>>(
    structure: &mut dyn FillStructure,
    mut members: A,
    context: &mut Context,
) -> Result<(), A::Error> {
    let shape = structure.shape();
    let mut unknown = String::new();
    let mut hint = 0;
    let mut present = match context.reading {
        Reading::Lenient => Vec::new(),
        Reading::Strict | Reading::Server => vec![false; shape.members.len()],
    };
    while let Some(index) = members.next_key_seed(Key { shape, hint, unknown: &mut unknown })? {
        let found =
            index.and_then(|index| Some((index, structure.member_mut(index)?, shape.members.get(index)?)));
        let Some((index, place, member)) = found else {
            if context.reading == Reading::Strict {
                let known = shape.members.iter().map(|member| member.name).collect();
                return Err(context.fail(Problem::UnknownMember { name: unknown, known }));
            }
            members.next_value::<IgnoredAny>()?;
            continue;
        };
        hint = index + 1;
        let mark = context.missing_so_far();
        match members.next_value_seed(Seed { place: Place::Slot(place.slot()), context }) {
            Ok(value_present) => {
                context.locate(mark, || Step::Member(member.name));
                if let Some(seen) = present.get_mut(index) {
                    *seen = value_present;
                }
            }
            Err(error) => {
                context.unwind(Step::Member(member.name));
                return Err(error);
            }
        }
    }
    check_required(shape, &present, context)
}

fn check_required<E: serde_core::de::Error>(
    shape: &Shape,
    present: &[bool],
    context: &mut Context,
) -> Result<(), E> {
    let missing =
        shape.members.iter().zip(present).filter(|(member, present)| member.facts.required && !**present);
    let missing: Vec<&'static str> = missing.map(|(member, _)| member.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if context.reading == Reading::Strict {
        let names = missing.into_iter().map(str::to_owned).collect();
        return Err(context.fail(Problem::MissingMembers(names)));
    }
    for member in missing {
        context.note_missing(member);
    }
    Ok(())
}

pub(super) fn read_union<'de, A: MapAccess<'de>>(
    union: &mut dyn FillUnion,
    mut members: A,
    context: &mut Context,
) -> Result<(), A::Error> {
    let shape = union.shape();
    let mut unknown = String::new();
    let mut found = 0;
    while let Some(index) = members.next_key_seed(Key { shape, hint: 0, unknown: &mut unknown })? {
        let member = index.and_then(|index| Some((index, shape.members.get(index)?)));
        let (place, name) = match member {
            Some((index, member)) => (Place::Variant(&mut *union, index), member.name),
            // Some services add the name of the shape to a union.
            None if unknown == "__type" => {
                members.next_value::<IgnoredAny>()?;
                continue;
            }
            None if context.reading == Reading::Strict => {
                let known = shape.members.iter().map(|member| member.name).collect();
                return Err(context.fail(Problem::UnknownMember { name: unknown, known }));
            }
            None => (Place::UnknownVariant(&mut *union, &unknown), "(unknown member)"),
        };
        let mark = context.missing_so_far();
        match members.next_value_seed(Seed { place, context }) {
            Ok(present) => {
                context.locate(mark, || Step::Member(name));
                found += usize::from(present);
            }
            Err(error) => {
                context.unwind(Step::Member(name));
                return Err(error);
            }
        }
    }
    if found == 1 { Ok(()) } else { Err(context.fail(Problem::MemberCount { found })) }
}

pub(super) fn read_map<'de, A: MapAccess<'de>>(
    map: &mut dyn FillMap,
    mut entries: A,
    context: &mut Context,
) -> Result<(), A::Error> {
    map.clear();
    let mut index = 0;
    while let Some(key) = entries.next_key::<String>()? {
        let mark = context.missing_so_far();
        match entries.next_value_seed(Seed { place: Place::Entry(&mut *map, key), context }) {
            Ok(_) => context.locate(mark, || Step::Entry(index)),
            Err(error) => {
                context.unwind(Step::Entry(index));
                return Err(error);
            }
        }
        index += 1;
    }
    Ok(())
}
