//! Between stages two and three: documentation in a project's own words, kept beside the model as
//! Markdown.
//!
//! A section `## Shape` holds what is said of a shape of that name; an operation's may have examples
//! in code blocks. Lists follow under `### Members`, `### Values` and `### Errors`, an item each:
//! ``- `WireName`: text``, which may go on in lines that are indented. What is said of a simple shape
//! serves all members that target it and have no text of their own.
//!
//! What stands here becomes the trait `documentation`, so everything else treats it like a
//! publisher's. Text for what the model does not have is an error.

mod parse;
mod undocumented;

use std::collections::BTreeMap;

use crate::Source;
use crate::ast::{Kind, Member, Model};
use crate::error::{Error, Result};
use parse::{Item, List, Section};
pub(crate) use undocumented::undocumented;

/// Adds the documentation of Markdown documents to the model. A shape is described once.
pub(crate) fn apply(model: &mut Model, documents: &[Source<'_>]) -> Result<()> {
    let mut described = BTreeMap::new();
    for document in documents {
        apply_document(model, document, &mut described).map_err(|error| error.in_document(document.path))?;
    }
    Ok(())
}

fn apply_document<'a>(
    model: &mut Model,
    document: &Source<'a>,
    described: &mut BTreeMap<String, &'a str>,
) -> Result<()> {
    for section in parse::sections(document.text)? {
        let id = shape_id(model, &section)?;
        if let Some(elsewhere) = described.insert(id.clone(), document.path) {
            return Err(Error::at(id, format!("line {}: is described in {elsewhere} as well", section.line)));
        }
        let Some(shape) = model.shape_mut(&id) else { continue };
        let mut text = section.text.trim_end().to_owned();
        for (list, items) in &section.lists {
            match (list, &mut shape.kind) {
                (List::Errors, Kind::Operation { .. }) => {
                    text.push_str("\n\n# Errors\n");
                    for item in items {
                        text.push_str(&format!("\n- `{}`: {}", item.name, item.text));
                    }
                }
                (List::Members, Kind::Structure { members } | Kind::Union { members }) => {
                    describe(&id, members, items, |member, name| member.name == name)?;
                }
                (List::Values, Kind::Enum { members } | Kind::IntEnum { members }) => {
                    describe(&id, members, items, has_value)?;
                }
                _ => return Err(Error::at(&id, format!("line {}: has no such list", section.line))),
            }
        }
        if !text.is_empty() {
            shape.traits.documentation = Some(text);
        }
    }
    Ok(())
}

/// The only shape of this name, in whatever namespace.
fn shape_id(model: &Model, section: &Section) -> Result<String> {
    let name = &section.shape;
    let mut ids = model.shapes().map(|(id, _)| id).filter(|id| id.split('#').nth(1) == Some(name.as_str()));
    match (ids.next(), ids.next()) {
        (Some(id), None) => Ok(id.to_owned()),
        (None, _) => Err(Error::new(format!("line {}: the model has no shape {name}", section.line))),
        (Some(_), Some(_)) => {
            Err(Error::new(format!("line {}: several namespaces have a shape {name}", section.line)))
        }
    }
}

fn describe(
    id: &str,
    members: &mut [Member],
    items: &[Item],
    is_named: fn(&Member, &str) -> bool,
) -> Result<()> {
    for item in items {
        let member = members.iter_mut().find(|member| is_named(member, &item.name));
        let Some(member) = member else {
            return Err(Error::at(
                format!("{id}${}", item.name),
                format!("line {}: is not in the model", item.line),
            ));
        };
        member.traits.documentation = Some(item.text.clone());
    }
    Ok(())
}

/// Whether an enumeration's member is this value on the wire.
fn has_value(member: &Member, value: &str) -> bool {
    match &member.traits.enum_value {
        Some(given) => {
            given.as_str() == Some(value)
                || given.as_integer().is_some_and(|given| given.to_string() == value)
        }
        None => member.name == value,
    }
}
