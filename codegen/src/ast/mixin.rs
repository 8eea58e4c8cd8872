//! Mixins: members that a shape takes over from others.

use std::collections::BTreeMap;

use super::{Kind, Member, Shape};
use crate::error::{Error, Result};

/// How long a chain of mixins may be before it must be a circle.
const MAX_DEPTH: usize = 32;

/// The members of shapes with those of their mixins, each worked out once.
type Flattened = BTreeMap<String, Vec<Member>>;

/// Puts the members of each shape's mixins before its own.
pub(super) fn flatten(shapes: &mut BTreeMap<String, Shape>) -> Result<()> {
    let mut flattened = Flattened::new();
    for id in shapes.iter().filter(|(_, shape)| !shape.mixins.is_empty()).map(|(id, _)| id) {
        collect(shapes, id, id, 0, &mut flattened)?;
    }
    for (id, members) in flattened {
        if let Some(own) = shapes.get_mut(&id).and_then(|shape| named_members_mut(&mut shape.kind)) {
            *own = members;
        }
    }
    Ok(())
}

fn collect(
    shapes: &BTreeMap<String, Shape>,
    id: &str,
    user: &str,
    depth: usize,
    flattened: &mut Flattened,
) -> Result<Vec<Member>> {
    if let Some(members) = flattened.get(id) {
        return Ok(members.clone());
    }
    if depth > MAX_DEPTH {
        return Err(Error::at(user, "its mixins form a circle"));
    }
    let shape = shapes
        .get(id)
        .ok_or_else(|| Error::at(user, format!("takes the mixin {id}, which the model does not define")))?;
    let mut members: Vec<Member> = Vec::new();
    for mixin in &shape.mixins {
        take_over(&mut members, collect(shapes, mixin, user, depth + 1, flattened)?);
    }
    take_over(&mut members, named_members(&shape.kind).to_vec());
    flattened.insert(id.to_owned(), members.clone());
    Ok(members)
}

/// Adds members; one of the same name takes the place of the one before.
fn take_over(members: &mut Vec<Member>, more: Vec<Member>) {
    for member in more {
        members.retain(|inherited| inherited.name != member.name);
        members.push(member);
    }
}

fn named_members(kind: &Kind) -> &[Member] {
    match kind {
        Kind::Structure { members }
        | Kind::Union { members }
        | Kind::Enum { members }
        | Kind::IntEnum { members } => members,
        _ => &[],
    }
}

fn named_members_mut(kind: &mut Kind) -> Option<&mut Vec<Member>> {
    match kind {
        Kind::Structure { members }
        | Kind::Union { members }
        | Kind::Enum { members }
        | Kind::IntEnum { members } => Some(members),
        _ => None,
    }
}
