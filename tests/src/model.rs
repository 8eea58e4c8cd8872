//! The model of Systems Manager as plain JSON, read without the generator, whose work it checks.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

/// The shapes of the model, overlays applied.
#[derive(Debug)]
pub struct Model {
    shapes: BTreeMap<String, Value>,
}

/// What kind of value a shape describes.
#[derive(Debug)]
pub enum Kind<'m> {
    /// Text.
    String,
    /// Text that is one of these, or newer.
    Enum(Vec<&'m str>),
    /// True or false.
    Boolean,
    /// A whole number of 32 bits.
    Integer,
    /// A whole number of 64 bits.
    Long,
    /// Seconds since 1970.
    Timestamp,
    /// Bytes.
    Blob,
    /// Elements of this shape.
    List(&'m str),
    /// Text of the first shape to values of the second.
    Map(&'m str, &'m str),
    /// Named members.
    Structure(Vec<Member<'m>>),
    /// One of these members.
    Union(Vec<Member<'m>>),
}

/// One member of a structure or union.
#[derive(Clone, Copy, Debug)]
pub struct Member<'m> {
    /// The name on the wire.
    pub name: &'m str,
    /// The id of the shape of its values.
    pub target: &'m str,
    traits: Option<&'m Map<String, Value>>,
}

impl Member<'_> {
    /// Whether requests must carry it.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.has_trait("smithy.api#required")
    }

    /// Whether it is filled in by the client when absent.
    #[must_use]
    pub fn is_idempotency_token(&self) -> bool {
        self.has_trait("smithy.api#idempotencyToken")
    }

    fn has_trait(&self, id: &str) -> bool {
        self.traits.is_some_and(|traits| traits.contains_key(id))
    }
}

/// One operation, with the ids of its shapes.
#[derive(Clone, Copy, Debug)]
pub struct Operation<'m> {
    /// The name on the wire.
    pub name: &'m str,
    /// The shape of its request.
    pub input: &'m str,
    /// The shape of its response.
    pub output: &'m str,
    /// The shapes of its errors.
    pub errors: &'m [Value],
}

/// The shape of requests and responses without members.
const UNIT: &str = "smithy.api#Unit";

/// Smithy's own shapes, as far as the model uses them.
const PRELUDE: &[(&str, &str)] = &[
    (UNIT, "structure"),
    ("smithy.api#Boolean", "boolean"),
    ("smithy.api#Integer", "integer"),
    ("smithy.api#Long", "long"),
    ("smithy.api#String", "string"),
    ("smithy.api#Timestamp", "timestamp"),
];

impl Model {
    /// The model of Systems Manager: of two definitions of a shape the first stays, and overlays
    /// add traits.
    #[must_use]
    pub fn ssm() -> Self {
        let prelude = PRELUDE.iter().map(|(id, kind)| ((*id).to_owned(), json!({ "type": kind })));
        let mut shapes: BTreeMap<String, Value> = prelude.collect();
        for document in ssm_model::SSM.documents {
            for (id, shape) in parsed_shapes(document.text) {
                shapes.entry(id).or_insert(shape);
            }
        }
        for overlay in ssm_model::SSM.overlays {
            for (target, statement) in parsed_shapes(overlay.text) {
                apply(&mut shapes, &target, &statement["traits"]);
            }
        }
        Self { shapes }
    }

    /// All operations, by name.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation<'_>> {
        let operations = self.shapes.iter().filter(|(_, shape)| shape["type"] == "operation");
        operations
            .map(|(id, shape)| Operation {
                name: short_name(id),
                input: shape["input"]["target"].as_str().unwrap_or(UNIT),
                output: shape["output"]["target"].as_str().unwrap_or(UNIT),
                errors: shape["errors"].as_array().map_or(&[], Vec::as_slice),
            })
            .collect()
    }

    /// The ids of all structures, unions and enumerations that operations reach through members or
    /// errors. A request or response itself is not among them unless something holds it.
    #[must_use]
    pub fn reached_types(&self) -> Vec<&str> {
        let mut reached = BTreeSet::new();
        for operation in self.operations() {
            self.reach_members(operation.input, &mut reached);
            self.reach_members(operation.output, &mut reached);
            for error in operation.errors {
                self.reach(target(error), &mut reached);
            }
        }
        let is_named =
            |id: &&str| matches!(self.kind(id), Kind::Structure(_) | Kind::Union(_) | Kind::Enum(_));
        reached.into_iter().filter(is_named).collect()
    }

    fn reach<'m>(&'m self, id: &'m str, reached: &mut BTreeSet<&'m str>) {
        if reached.insert(id) {
            self.reach_members(id, reached);
        }
    }

    fn reach_members<'m>(&'m self, id: &'m str, reached: &mut BTreeSet<&'m str>) {
        match self.kind(id) {
            Kind::List(element) => self.reach(element, reached),
            Kind::Map(key, value) => [key, value].into_iter().for_each(|id| self.reach(id, reached)),
            Kind::Structure(members) | Kind::Union(members) => {
                members.iter().for_each(|member| self.reach(member.target, reached));
            }
            _ => {}
        }
    }

    /// What kind of value a shape describes.
    #[must_use]
    pub fn kind(&self, id: &str) -> Kind<'_> {
        let shape = self.shape(id);
        match shape["type"].as_str() {
            Some("string") => Kind::String,
            Some("enum") => Kind::Enum(enum_values(shape)),
            Some("boolean") => Kind::Boolean,
            Some("integer") => Kind::Integer,
            Some("long") => Kind::Long,
            Some("timestamp") => Kind::Timestamp,
            Some("blob") => Kind::Blob,
            Some("list") => Kind::List(target(&shape["member"])),
            Some("map") => Kind::Map(target(&shape["key"]), target(&shape["value"])),
            Some("structure") => Kind::Structure(members(shape)),
            Some("union") => Kind::Union(members(shape)),
            other => panic!("{id} is of the type {other:?}, which these tests do not know"),
        }
    }

    /// What a trait of Smithy, such as `length`, says of the shape.
    #[must_use]
    pub fn smithy_trait(&self, id: &str, name: &str) -> Option<&Value> {
        self.shape(id)["traits"].get(format!("smithy.api#{name}"))
    }

    /// Whether values of the shape must not be printed, for itself.
    #[must_use]
    pub fn is_sensitive(&self, id: &str) -> bool {
        self.shape(id)["traits"].get("smithy.api#sensitive").is_some()
    }

    /// Whether the member must not be printed, for itself or for its shape.
    #[must_use]
    pub fn is_secret(&self, member: &Member<'_>) -> bool {
        member.has_trait("awsjson.codegen#secretMember")
            || member.has_trait("smithy.api#sensitive")
            || self.is_sensitive(member.target)
    }

    fn shape(&self, id: &str) -> &Value {
        self.shapes.get(id).unwrap_or_else(|| panic!("the model lacks {id}"))
    }
}

/// What follows the `#` of a shape id, which is the Rust name of its type.
#[must_use]
pub fn short_name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

/// The id that a member, an element or an error refers to.
#[must_use]
pub fn target(reference: &Value) -> &str {
    reference["target"].as_str().expect("a reference has a target")
}

fn parsed_shapes(document: &str) -> Map<String, Value> {
    let mut document: Value = serde_json::from_str(document).expect("a model is JSON");
    match document["shapes"].take() {
        Value::Object(shapes) => shapes,
        _ => panic!("a model has shapes"),
    }
}

fn apply(shapes: &mut BTreeMap<String, Value>, target: &str, traits: &Value) {
    let (id, member) = target.split_once('$').map_or((target, None), |(id, member)| (id, Some(member)));
    let shape = shapes.get_mut(id).unwrap_or_else(|| panic!("an overlay is for {id}, which is not there"));
    let place = match member {
        Some(member) => &mut shape["members"][member],
        None => shape,
    };
    let traits = traits.as_object().expect("an overlay has traits").clone();
    match &mut place["traits"] {
        Value::Object(existing) => existing.extend(traits),
        absent => *absent = Value::Object(traits),
    }
}

fn members(shape: &Value) -> Vec<Member<'_>> {
    let Some(members) = shape["members"].as_object() else { return Vec::new() };
    members
        .iter()
        .map(|(name, member)| Member {
            name,
            target: target(member),
            traits: member.get("traits").and_then(Value::as_object),
        })
        .collect()
}

fn enum_values(shape: &Value) -> Vec<&str> {
    let members = shape["members"].as_object().expect("an enumeration has members");
    members.values().filter_map(|member| member["traits"]["smithy.api#enumValue"].as_str()).collect()
}
