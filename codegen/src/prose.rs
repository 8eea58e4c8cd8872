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
    let names = names(model);
    let mut described = BTreeMap::new();
    for document in documents {
        apply_document(model, document, &names, &mut described)
            .map_err(|error| error.in_document(document.path))?;
    }
    Ok(())
}

fn apply_document<'a>(
    model: &mut Model,
    document: &Source<'a>,
    names: &Names,
    described: &mut BTreeMap<String, &'a str>,
) -> Result<()> {
    for section in parse::sections(document.text)? {
        let id = shape_id(names, &section)?.to_owned();
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

/// The ids of shapes by their names without the namespace. Every build looks up hundreds.
type Names = BTreeMap<String, Vec<String>>;

fn names(model: &Model) -> Names {
    let mut names = Names::new();
    for (id, _) in model.shapes() {
        let name = id.split('#').nth(1).unwrap_or(id);
        names.entry(name.to_owned()).or_default().push(id.to_owned());
    }
    names
}

/// The only shape of this name, in whatever namespace.
fn shape_id<'a>(names: &'a Names, section: &Section) -> Result<&'a str> {
    let name = &section.shape;
    match names.get(name).map(Vec::as_slice) {
        Some([id]) => Ok(id),
        None => Err(Error::new(format!("line {}: the model has no shape {name}", section.line))),
        Some(_) => Err(Error::new(format!("line {}: several namespaces have a shape {name}", section.line))),
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
