//! Members: their types, how they can be absent, and what must not be printed.

use std::collections::BTreeSet;

use super::TypeNames;
use crate::ast::{self, Json, Kind, Model, Shape, Timestamps};
use crate::error::{Error, Result};
use crate::resolve::ir::{Constraint, Member, Name, Presence, Type};
use crate::resolve::names;
use crate::resolve::usage::Usage;

/// How deep lists and maps may stand in each other without a structure between.
const MAX_NESTING: usize = 32;

/// Methods that every call has, and a setter therefore cannot be.
const METHODS: &[&str] = &["new", "send", "pages", "items", "request", "options"];

pub(in crate::resolve) struct MemberResolver<'a> {
    pub(in crate::resolve) model: &'a Model,
    pub(in crate::resolve) names: &'a TypeNames,
    pub(in crate::resolve) usage: &'a Usage,
}

impl MemberResolver<'_> {
    /// Whether a request can hold this shape.
    pub(in crate::resolve) fn in_requests(&self, id: &str) -> bool {
        self.usage.in_requests.contains(id)
    }

    /// The members of a structure. `in_requests` decides whether lists and maps can be absent
    /// rather than empty; `all_secret` that none may be printed.
    pub(in crate::resolve) fn members(
        &self,
        id: &str,
        members: &[ast::Member],
        in_requests: bool,
        all_secret: bool,
    ) -> Result<Vec<Member>> {
        let mut fields = BTreeSet::new();
        let mut setters = BTreeSet::new();
        let mut resolved = Vec::new();
        for member in members {
            let place = format!("{id}${}", member.name);
            let member = self.member(id, &place, member, in_requests, all_secret)?;
            for (taken, name) in [(&mut fields, &member.field), (&mut setters, &member.setter)] {
                if !taken.insert(name.clone()) {
                    let message = format!("another member has the same Rust name: {}", name.0);
                    return Err(Error::at(place, message));
                }
            }
            resolved.push(member);
        }
        Ok(resolved)
    }

    fn member(
        &self,
        id: &str,
        place: &str,
        member: &ast::Member,
        in_requests: bool,
        all_secret: bool,
    ) -> Result<Member> {
        let field = names::field(&member.name);
        let target = self.model.shape(&member.target, place)?;
        let mut ty = self.ty(place, &member.target, 0)?;
        self.check(id, place, member, &ty)?;
        if matches!(ty, Type::Structure(_) | Type::Union(_)) && self.usage.circles.join(&member.target, id) {
            ty = Type::Boxed(Box::new(ty));
        }
        let is_collection = matches!(ty, Type::List { .. } | Type::Map { .. });
        let presence = match (in_requests, member.traits.required, is_collection) {
            (true, true, _) => Presence::Required,
            (false, _, true) => Presence::Empty,
            _ => Presence::Optional,
        };
        let setter = if METHODS.contains(&field.0.as_str()) || field.0.starts_with("wait_until_") {
            Name(format!("set_{}", field.0))
        } else {
            field.clone()
        };
        Ok(Member {
            wire: member.name.clone(),
            field,
            setter,
            ty,
            presence,
            required: member.traits.required,
            secret: all_secret || member.traits.is_secret() || self.is_secret(place, &member.target)?,
            timestamps: self.timestamps(place, member)?,
            idempotency_token: member.traits.idempotency_token,
            documentation: member
                .traits
                .documentation
                .clone()
                .or_else(|| target.traits.documentation.clone()),
            constraint: self.constraint(place, &member.target, Some(member))?,
        })
    }

    fn check(&self, id: &str, place: &str, member: &ast::Member, ty: &Type) -> Result<()> {
        if member.traits.required && self.usage.required_circles.join(&member.target, id) {
            return Err(Error::at(place, format!("is required and requires {id} in turn, without an end")));
        }
        if member.traits.idempotency_token && *ty != Type::String {
            return Err(Error::at(place, "is an idempotency token but no text"));
        }
        Ok(())
    }

    fn ty(&self, place: &str, target: &str, depth: usize) -> Result<Type> {
        if depth > MAX_NESTING {
            let message = format!("{target} holds lists and maps without an end, or more than {MAX_NESTING}");
            return Err(Error::at(place, message));
        }
        let shape = self.model.shape(target, place)?;
        Ok(match &shape.kind {
            Kind::String => Type::String,
            Kind::Boolean => Type::Boolean,
            Kind::Byte => Type::Byte,
            Kind::Short => Type::Short,
            Kind::Integer => Type::Integer,
            Kind::Long => Type::Long,
            Kind::BigInteger => Type::BigInteger,
            Kind::Float => Type::Float,
            Kind::Double => Type::Double,
            Kind::Timestamp => Type::Timestamp,
            Kind::Blob => Type::Blob,
            Kind::Document => Type::Document,
            Kind::Structure { .. } => Type::Structure(self.names.of(target)?),
            Kind::Union { .. } => Type::Union(self.names.of(target)?),
            Kind::Enum { .. } => Type::Enum(self.names.of(target)?),
            Kind::IntEnum { .. } => Type::IntEnum(self.names.of(target)?),
            Kind::List { member } => Type::List {
                element: Box::new(self.ty(&format!("{target}$member"), &member.target, depth + 1)?),
                sparse: shape.traits.sparse,
            },
            Kind::Map { key, value } => {
                self.check_key(target, &key.target)?;
                let value = Box::new(self.ty(&format!("{target}$value"), &value.target, depth + 1)?);
                Type::Map { value, sparse: shape.traits.sparse }
            }
            Kind::BigDecimal => {
                return Err(Error::at(
                    place,
                    "bigDecimal is not supported: Rust has no type that holds it exactly",
                ));
            }
            Kind::Service { .. } | Kind::Resource { .. } | Kind::Operation { .. } => {
                return Err(Error::at(place, format!("{target} cannot be the type of a member")));
            }
        })
    }

    fn check_key(&self, map: &str, key: &str) -> Result<()> {
        match self.model.shape(key, map)?.kind {
            Kind::String | Kind::Enum { .. } => Ok(()),
            _ => Err(Error::at(map, "the key of a map is text")),
        }
    }

    /// Whether a value of this shape is a secret as a whole. A structure that only holds a secret
    /// is not: it hides the member itself.
    fn is_secret(&self, place: &str, target: &str) -> Result<bool> {
        let shape = self.model.shape(target, place)?;
        if shape.traits.sensitive {
            return Ok(true);
        }
        match &shape.kind {
            Kind::List { member } => self.part_is_secret(target, member),
            Kind::Map { key, value } => {
                Ok(self.part_is_secret(target, key)? || self.part_is_secret(target, value)?)
            }
            _ => Ok(false),
        }
    }

    fn part_is_secret(&self, id: &str, part: &ast::Member) -> Result<bool> {
        Ok(part.traits.is_secret() || (part.target != id && self.is_secret(id, &part.target)?))
    }

    fn timestamps(&self, place: &str, member: &ast::Member) -> Result<Option<&'static str>> {
        let format = match member.traits.timestamps {
            Some(format) => Some(format),
            None => self.timestamps_of(place, &member.target)?,
        };
        Ok(match format {
            None | Some(Timestamps::EpochSeconds) => None,
            Some(Timestamps::DateTime) => Some("DateTime"),
            Some(Timestamps::HttpDate) => Some("HttpDate"),
        })
    }

    fn timestamps_of(&self, place: &str, target: &str) -> Result<Option<Timestamps>> {
        let shape = self.model.shape(target, place)?;
        match &shape.kind {
            Kind::Timestamp => Ok(shape.traits.timestamps),
            Kind::List { member: part } | Kind::Map { value: part, .. } if part.target != target => {
                match part.traits.timestamps {
                    Some(format) => Ok(Some(format)),
                    None => self.timestamps_of(target, &part.target),
                }
            }
            _ => Ok(None),
        }
    }

    fn constraint(&self, place: &str, target: &str, member: Option<&ast::Member>) -> Result<Constraint> {
        let shape = self.model.shape(target, place)?;
        let mut constraint = own_constraint(shape, member);
        let part = |part: &ast::Member| -> Result<Option<Box<Constraint>>> {
            if part.target == target {
                return Ok(None);
            }
            let constraint = self.constraint(target, &part.target, Some(part))?;
            Ok((!constraint.is_anything()).then(|| Box::new(constraint)))
        };
        match &shape.kind {
            Kind::Enum { members } => constraint.one_of = members.iter().map(enum_text).collect(),
            Kind::List { member } => constraint.element = part(member)?,
            Kind::Map { key, value } => {
                constraint.key = part(key)?;
                constraint.element = part(value)?;
            }
            _ => {}
        }
        Ok(constraint)
    }
}

/// A trait on the member outranks the same trait on its target.
fn own_constraint(shape: &Shape, member: Option<&ast::Member>) -> Constraint {
    let on_member = member.map(|member| &member.traits);
    let on_shape = &shape.traits;
    let length = on_member.and_then(|traits| traits.length).or(on_shape.length);
    Constraint {
        length: length.map(|length| (length.min, length.max)),
        range: on_member.and_then(|traits| traits.range).or(on_shape.range),
        pattern: on_member.and_then(|traits| traits.pattern.clone()).or_else(|| on_shape.pattern.clone()),
        ..Constraint::default()
    }
}

fn enum_text(member: &ast::Member) -> String {
    member.traits.enum_value.as_ref().and_then(Json::as_str).unwrap_or(&member.name).to_owned()
}
