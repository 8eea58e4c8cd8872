//! Mixins: members that a shape takes over from others.

use std::collections::BTreeMap;

use super::{Kind, Member, Shape};
use crate::error::{Error, Result};

/// How long a chain of mixins may be before it must be a circle.
const MAX_DEPTH: usize = 32;

/// Puts the members of each shape's mixins before its own.
pub(super) fn flatten(shapes: &mut BTreeMap<String, Shape>) -> Result<()> {
    let users: Vec<String> =
        shapes.iter().filter(|(_, shape)| !shape.mixins.is_empty()).map(|(id, _)| id.clone()).collect();
    let mut flattened = Vec::new();
    for id in users {
        let members = collect(shapes, &id, &id, 0)?;
        flattened.push((id, members));
    }
    for (id, members) in flattened {
        if let Some(Kind::Structure { members: own } | Kind::Union { members: own }) =
            shapes.get_mut(&id).map(|shape| &mut shape.kind)
        {
            *own = members;
        }
    }
    Ok(())
}

fn collect(shapes: &BTreeMap<String, Shape>, id: &str, user: &str, depth: usize) -> Result<Vec<Member>> {
    if depth > MAX_DEPTH {
        return Err(Error::at(user, "its mixins form a circle"));
    }
    let shape = shapes
        .get(id)
        .ok_or_else(|| Error::at(user, format!("takes the mixin {id}, which the model does not define")))?;
    let mut members: Vec<Member> = Vec::new();
    for mixin in &shape.mixins {
        members.extend(collect(shapes, mixin, user, depth + 1)?);
    }
    if let Kind::Structure { members: own } | Kind::Union { members: own } = &shape.kind {
        for member in own {
            members.retain(|inherited| inherited.name != member.name);
            members.push(member.clone());
        }
    }
    Ok(members)
}
