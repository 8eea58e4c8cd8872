//! Stage two: overlays, the corrections and additions of a project to a published model.
//!
//! An overlay is a Smithy JSON AST of `apply` statements. Each gives a reason, and one that no
//! longer fits is an error: a correction that the publisher has made meanwhile must go.

use crate::Source;
use crate::ast::{Json, Model, Traits, check_version};
use crate::error::{Error, Result};

/// The trait that carries the reason of a statement.
const REASON: &str = "awsjson.codegen#reason";

/// Prose is renewed more often than the model: it may replace what is there.
const REPLACEABLE: &[&str] = &["smithy.api#documentation"];

/// Applies all statements of an overlay to the model.
pub(crate) fn apply(model: &mut Model, overlay: &Source<'_>) -> Result<()> {
    apply_document(model, overlay).map_err(|error| error.in_document(overlay.path))
}

fn apply_document(model: &mut Model, overlay: &Source<'_>) -> Result<()> {
    let json = Json::parse(overlay.text)?;
    check_version(&json)?;
    let shapes = json.get("shapes").and_then(Json::as_object);
    let reason = json.get("metadata").and_then(|metadata| metadata.get("reason")).and_then(Json::as_str);
    for (place, statement) in shapes.ok_or_else(|| Error::new("an overlay has an object `shapes`"))? {
        if statement.get("type").and_then(Json::as_str) != Some("apply") {
            return Err(Error::at(place, "an overlay holds `apply` statements only"));
        }
        let traits = statement.get("traits").and_then(Json::as_object);
        let traits = traits.ok_or_else(|| Error::at(place, "an `apply` statement has an object `traits`"))?;
        let own_reason = traits.iter().find(|(id, _)| id == REASON).and_then(|(_, reason)| reason.as_str());
        if own_reason.or(reason).is_none_or(|reason| reason.trim().is_empty()) {
            return Err(Error::at(place, format!("no reason is given; add {REASON} or `metadata.reason`")));
        }
        let target = find(model, place)?;
        for (id, value) in traits.iter().filter(|(id, _)| id != REASON) {
            if id == "smithy.api#enum" {
                return Err(Error::at(
                    place,
                    format!("{id} makes another type of a string; it cannot be applied"),
                ));
            }
            if target.has(id) && !REPLACEABLE.contains(&id.as_str()) {
                return Err(Error::at(
                    place,
                    format!("already has the trait {id}; the overlay no longer fits"),
                ));
            }
            target.set(place, id, value)?;
        }
    }
    Ok(())
}

fn find<'a>(model: &'a mut Model, place: &str) -> Result<&'a mut Traits> {
    let (shape_id, member_name) = match place.split_once('$') {
        Some((shape, member)) => (shape, Some(member)),
        None => (place, None),
    };
    let shape = model.shape_mut(shape_id);
    let shape =
        shape.ok_or_else(|| Error::at(place, "the model has no such shape; the overlay no longer fits"))?;
    let Some(member_name) = member_name else { return Ok(&mut shape.traits) };
    let member = shape.members_mut().into_iter().find(|member| member.name == member_name);
    match member {
        Some(member) => Ok(&mut member.traits),
        None => Err(Error::at(place, "the shape has no such member; the overlay no longer fits")),
    }
}
