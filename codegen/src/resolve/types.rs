//! Structures, unions and enumerations of the model in Rust's terms.

mod member;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

pub(super) use member::MemberResolver;

use super::ir::{Enum, EnumValues, EnumVariant, ErrorFacts, Structure, Union, UnionVariant};
use super::names;
use super::usage::Usage;
use crate::ast::{ErrorFault, Json, Kind, Member, Model, Shape};
use crate::error::{Error, Result};

/// All named types that the operations reach.
#[derive(Default)]
pub(super) struct Types {
    pub(super) structures: Vec<Structure>,
    pub(super) unions: Vec<Union>,
    pub(super) enums: Vec<Enum>,
}

/// The Rust names of the model's types, each taken once.
pub(super) struct TypeNames {
    by_shape: BTreeMap<String, String>,
}

impl TypeNames {
    pub(super) fn choose(model: &Model, usage: &Usage) -> Result<TypeNames> {
        let mut taken: BTreeMap<String, &str> = BTreeMap::new();
        let mut by_shape = BTreeMap::new();
        for id in usage.reached.keys() {
            let shape = model.shape(id, id)?;
            if !is_named(&shape.kind) {
                continue;
            }
            let name = names::type_name(short_name(id));
            if let Some(other) = taken.insert(name.clone(), id) {
                return Err(Error::at(id, format!("has the same Rust name as {other}: {name}")));
            }
            by_shape.insert(id.clone(), name);
        }
        Ok(TypeNames { by_shape })
    }

    pub(super) fn of(&self, shape: &str) -> Result<String> {
        let name = self.by_shape.get(shape).cloned();
        name.ok_or_else(|| Error::at(shape, "cannot be the type of a member"))
    }
}

fn is_named(kind: &Kind) -> bool {
    matches!(kind, Kind::Structure { .. } | Kind::Union { .. } | Kind::Enum { .. } | Kind::IntEnum { .. })
}

/// What follows the `#` of a shape id.
pub(super) fn short_name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

pub(super) fn resolve(
    model: &Model,
    usage: &Usage,
    names: &TypeNames,
    errors: &BTreeSet<String>,
) -> Result<Types> {
    let resolver = MemberResolver { model, names, usage };
    let mut types = Types::default();
    for (id, capabilities) in &usage.reached {
        let shape = model.shape(id, id)?;
        match &shape.kind {
            Kind::Structure { members } => {
                let in_requests = resolver.in_requests(id);
                types.structures.push(Structure {
                    type_name: names.of(id)?,
                    shape_name: short_name(id).to_owned(),
                    documentation: shape.traits.documentation.clone(),
                    members: resolver.members(id, members, in_requests, shape.traits.sensitive)?,
                    in_requests,
                    error: errors.contains(id).then(|| error_facts(shape, members)),
                    capabilities: capabilities.clone(),
                });
            }
            Kind::Union { members } => types.unions.push(Union {
                type_name: names.of(id)?,
                shape_name: short_name(id).to_owned(),
                documentation: shape.traits.documentation.clone(),
                variants: union_variants(&resolver, id, members, shape.traits.sensitive)?,
                capabilities: capabilities.clone(),
            }),
            Kind::Enum { members } | Kind::IntEnum { members } => types.enums.push(Enum {
                type_name: names.of(id)?,
                shape_name: short_name(id).to_owned(),
                documentation: shape.traits.documentation.clone(),
                values: enum_values(id, &shape.kind, members)?,
                secret: shape.traits.sensitive,
                capabilities: capabilities.clone(),
            }),
            _ => {}
        }
    }
    Ok(types)
}

/// The status that Smithy gives an error without one of its own.
fn error_facts(shape: &Shape, members: &[Member]) -> ErrorFacts {
    let by_fault = if shape.traits.error == Some(ErrorFault::Server) { 500 } else { 400 };
    let message = members.iter().find(|member| member.name.eq_ignore_ascii_case("message"));
    ErrorFacts {
        status: shape.traits.http_error.unwrap_or(by_fault),
        message: message.map(|member| names::field(&member.name)),
    }
}

fn union_variants(
    resolver: &MemberResolver<'_>,
    id: &str,
    members: &[Member],
    sensitive: bool,
) -> Result<Vec<UnionVariant>> {
    if members.is_empty() {
        return Err(Error::at(id, "is a union without members"));
    }
    let resolved = resolver.members(id, members, true, sensitive)?;
    let mut taken = BTreeSet::new();
    let mut variants = Vec::new();
    for (member, resolved) in members.iter().zip(resolved) {
        let variant = names::variant(&member.name);
        if !taken.insert(variant.clone()) {
            let place = format!("{id}${}", member.name);
            return Err(Error::at(place, format!("two members of the union have the Rust name {variant}")));
        }
        variants.push(UnionVariant {
            wire: resolved.wire,
            variant,
            ty: resolved.ty,
            secret: resolved.secret,
            timestamps: resolved.timestamps,
            documentation: resolved.documentation,
            constraint: resolved.constraint,
        });
    }
    Ok(variants)
}

fn enum_values(id: &str, kind: &Kind, members: &[Member]) -> Result<EnumValues> {
    Ok(match kind {
        Kind::IntEnum { .. } => EnumValues::Number(enum_variants(id, members, number_variant)?),
        _ => EnumValues::Text(enum_variants(id, members, text_variant)?),
    })
}

fn enum_variants<V: Ord + Clone + Debug>(
    id: &str,
    members: &[Member],
    resolve: fn(&str, &Member) -> Result<EnumVariant<V>>,
) -> Result<Vec<EnumVariant<V>>> {
    let (mut names, mut values) = (BTreeSet::new(), BTreeSet::new());
    let mut variants = Vec::new();
    for member in members {
        let place = format!("{id}${}", member.name);
        let variant = resolve(&place, member)?;
        if !names.insert(variant.variant.clone()) {
            return Err(Error::at(place, format!("two values have the Rust name {}", variant.variant)));
        }
        if !values.insert(variant.value.clone()) {
            return Err(Error::at(place, format!("the value {:?} stands twice", variant.value)));
        }
        variants.push(variant);
    }
    Ok(variants)
}

fn text_variant(place: &str, member: &Member) -> Result<EnumVariant<String>> {
    let value = match &member.traits.enum_value {
        None => member.name.clone(),
        Some(Json::String(text)) => text.clone(),
        Some(_) => return Err(Error::at(place, "the value of an enum is text")),
    };
    let documentation = member.traits.documentation.clone();
    Ok(EnumVariant { variant: names::variant(&member.name), value, documentation })
}

fn number_variant(place: &str, member: &Member) -> Result<EnumVariant<i32>> {
    let value = member.traits.enum_value.as_ref().and_then(Json::as_integer);
    let value = value
        .and_then(|value| i32::try_from(value).ok())
        .ok_or_else(|| Error::at(place, "the value of an intEnum is a whole number of 32 bits"))?;
    let documentation = member.traits.documentation.clone();
    Ok(EnumVariant { variant: names::variant(&member.name), value, documentation })
}
