//! A model as the generator sees it: documents merged in order, overlays applied.

use serde_json::{Map, Value};
use ssm_model::{Document, Model};

/// The trait by which every statement of an overlay explains itself.
pub const REASON: &str = "awsjson.codegen#reason";

/// One `apply` statement.
pub struct Statement {
    /// The overlay that holds it.
    pub overlay: &'static str,
    /// A shape's id, or `shape$member`.
    pub target: String,
    /// All traits of the statement, its reason included.
    pub traits: Map<String, Value>,
}

/// The shapes of one model by id.
pub struct Merged {
    shapes: Map<String, Value>,
    /// What does not fit between the model and its overlays; empty when all is well.
    pub faults: Vec<String>,
}

/// The document as JSON.
pub fn parse(document: Document) -> Value {
    serde_json::from_str(document.text).unwrap_or_else(|e| panic!("{}: {e}", document.path))
}

/// The shapes that one document defines, or the statements it makes.
fn shapes(document: Document) -> Map<String, Value> {
    match parse(document)["shapes"].take() {
        Value::Object(shapes) => shapes,
        other => panic!("{}: shapes is {other}", document.path),
    }
}

/// Every statement of every overlay.
pub fn statements(model: Model) -> Vec<Statement> {
    let of_overlay = |overlay: Document| {
        shapes(overlay).into_iter().map(move |(target, shape)| {
            assert_eq!(shape["type"], "apply", "{}: {target}", overlay.path);
            let traits = shape["traits"].as_object().cloned().unwrap_or_default();
            Statement { overlay: overlay.path, target, traits }
        })
    };
    model.overlays.iter().copied().flat_map(of_overlay).collect()
}

impl Merged {
    /// Merges the documents and applies the overlays, noting what does not fit.
    pub fn of(model: Model) -> Self {
        let mut merged = Self { shapes: Map::new(), faults: Vec::new() };
        for (id, shape) in model.documents.iter().copied().flat_map(shapes) {
            merged.shapes.entry(id).or_insert(shape);
        }
        for statement in statements(model) {
            merged.apply(statement);
        }
        merged
    }

    fn apply(&mut self, statement: Statement) {
        let Statement { overlay, target, traits } = statement;
        let Some(found) = self.find_mut(&target) else {
            self.faults.push(format!("{overlay}: {target} is not in the model"));
            return;
        };
        let present = &mut found["traits"];
        if present.is_null() {
            *present = Value::Object(Map::new());
        }
        for (id, value) in traits.into_iter().filter(|(id, _)| id != REASON) {
            if !present[&id].is_null() {
                self.faults.push(format!("{overlay}: {target} has {id} already"));
                return;
            }
            present[&id] = value;
        }
    }

    fn find_mut(&mut self, target: &str) -> Option<&mut Value> {
        match target.split_once('$') {
            None => self.shapes.get_mut(target),
            Some((shape, member)) => self.shapes.get_mut(shape)?.get_mut("members")?.get_mut(member),
        }
    }

    /// The shape with this id, if the model defines it.
    pub fn shape(&self, id: &str) -> Option<&Value> {
        self.shapes.get(id)
    }

    /// Every shape with its id.
    pub fn shapes(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.shapes.iter()
    }

    /// Every operation with its id.
    pub fn operations(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.shapes().filter(|(_, shape)| shape["type"] == "operation")
    }

    /// The structure that an operation takes as `input` or gives as `output`.
    pub fn side(&self, operation: &Value, side: &str) -> Option<&Value> {
        self.target(&operation[side])
    }

    /// The shape that a member, an input or an output refers to; none for Smithy's own shapes.
    pub fn target(&self, reference: &Value) -> Option<&Value> {
        self.shape(reference["target"].as_str()?)
    }
}

/// Whether the shape or member carries the trait.
pub fn has_trait(shape: &Value, id: &str) -> bool {
    shape["traits"].get(id).is_some()
}

/// The name after the namespace of a shape's id.
pub fn name(id: &str) -> &str {
    id.rsplit_once('#').map_or(id, |(_, name)| name)
}
