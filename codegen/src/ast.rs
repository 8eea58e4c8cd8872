//! Stage one: Smithy's JSON AST to a faithful model.

pub(crate) mod json;
mod mixin;
mod prelude;
mod shape;
mod traits;

use std::collections::BTreeMap;

pub(crate) use json::Json;
pub(crate) use shape::{Kind, Member, Shape};
pub(crate) use traits::{
    Comparator, ErrorFault, Matcher, Paginated, Protocol, Timestamps, Traits, Waiter, WaiterState,
};

use crate::Source;
use crate::error::{Error, Result};

/// All shapes of one or more documents, by their absolute id.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    shapes: BTreeMap<String, Shape>,
    /// Which document defines a shape, as its number.
    origins: BTreeMap<String, usize>,
}

impl Model {
    /// Reads documents in order. Where two define the same shape id the first keeps it; where both
    /// define the same service the operations are united.
    pub(crate) fn load(documents: &[Source<'_>]) -> Result<Model> {
        let mut model = Model { shapes: BTreeMap::new(), origins: BTreeMap::new() };
        for (number, document) in documents.iter().enumerate() {
            for (id, shape) in read_document(document).map_err(|error| error.in_document(document.path))? {
                model.origins.entry(id.clone()).or_insert(number);
                add(&mut model.shapes, id, shape);
            }
        }
        prelude::add(&mut model.shapes);
        match mixin::flatten(&mut model.shapes).and_then(|()| model.check_targets()) {
            Ok(()) => Ok(model),
            Err(error) => Err(model.locate(error, documents)),
        }
    }

    /// The error with the document that defines its shape, or the first where none does.
    pub(crate) fn locate(&self, error: Error, documents: &[Source<'_>]) -> Error {
        let shape = error.shape().map(|place| place.split('$').next().unwrap_or(place));
        let number = shape.and_then(|shape| self.origins.get(shape).copied()).unwrap_or_default();
        match documents.get(number) {
            Some(document) => error.in_document(document.path),
            None => error,
        }
    }

    pub(crate) fn shapes(&self) -> impl Iterator<Item = (&str, &Shape)> {
        self.shapes.iter().map(|(id, shape)| (id.as_str(), shape))
    }

    /// The shape of this id, which `user` refers to.
    pub(crate) fn shape(&self, id: &str, user: &str) -> Result<&Shape> {
        self.shapes
            .get(id)
            .ok_or_else(|| Error::at(user, format!("refers to {id}, which the model does not define")))
    }

    pub(crate) fn shape_mut(&mut self, id: &str) -> Option<&mut Shape> {
        self.shapes.get_mut(id)
    }

    fn check_targets(&self) -> Result<()> {
        for (id, shape) in &self.shapes {
            for (user, target) in shape.targets(id) {
                self.shape(target, &user)?;
            }
        }
        Ok(())
    }
}

fn add(shapes: &mut BTreeMap<String, Shape>, id: String, shape: Shape) {
    match (shapes.get_mut(&id).map(|known| &mut known.kind), shape.kind) {
        (Some(Kind::Service { operations, .. }), Kind::Service { operations: more, .. }) => {
            for operation in more {
                if !operations.contains(&operation) {
                    operations.push(operation);
                }
            }
        }
        (Some(_), _) => {}
        (None, kind) => {
            shapes.insert(id, Shape { kind, traits: shape.traits, mixins: shape.mixins });
        }
    }
}

fn read_document(document: &Source<'_>) -> Result<Vec<(String, Shape)>> {
    let json = Json::parse(document.text)?;
    check_version(&json)?;
    let shapes = json.get("shapes").and_then(Json::as_object);
    let shapes = shapes.ok_or_else(|| Error::new("a Smithy JSON AST has an object `shapes`"))?;
    shapes
        .iter()
        .map(|(id, shape)| match id.split_once('#') {
            Some((namespace, name)) if namespace.split('.').all(is_identifier) && is_identifier(name) => {
                Ok((id.clone(), Shape::read(id, shape)?))
            }
            _ => Err(Error::at(id, "a shape id has the form namespace#Name, of letters, digits and _")),
        })
        .collect()
}

/// Whether this is a name as Smithy has them: letters, digits and underscores, no digit first.
fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Models of Smithy 1.0 and 2.0 are read; others are refused before they are misread.
pub(crate) fn check_version(json: &Json) -> Result<()> {
    match json.get("smithy").and_then(Json::as_str) {
        Some("1.0" | "1" | "2.0" | "2") => Ok(()),
        Some(version) => {
            Err(Error::new(format!("Smithy version {version} is not supported, 1.0 and 2.0 are")))
        }
        None => Err(Error::new("not a Smithy JSON AST: the member `smithy` with the version is missing")),
    }
}
