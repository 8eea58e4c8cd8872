//! Shapes: what the model defines, with members in their order.

use super::{Json, Traits, is_identifier};
use crate::error::{Error, Result};

#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) kind: Kind,
    pub(crate) traits: Traits,
    pub(crate) mixins: Vec<String>,
}

// Not boxed: a model holds a few thousand shapes once, and matching on them is what the stages do.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Service { version: String, operations: Vec<String>, resources: Vec<String>, errors: Vec<String> },
    Resource { operations: Vec<String>, resources: Vec<String> },
    Operation { input: Option<String>, output: Option<String>, errors: Vec<String> },
    Structure { members: Vec<Member> },
    Union { members: Vec<Member> },
    Enum { members: Vec<Member> },
    IntEnum { members: Vec<Member> },
    List { member: Member },
    Map { key: Member, value: Member },
    String,
    Boolean,
    Byte,
    Short,
    Integer,
    Long,
    BigInteger,
    BigDecimal,
    Float,
    Double,
    Timestamp,
    Blob,
    Document,
}

#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) target: String,
    pub(crate) traits: Traits,
}

impl Shape {
    pub(crate) fn read(id: &str, json: &Json) -> Result<Shape> {
        let kind_name = json.get("type").and_then(Json::as_str);
        let kind_name = kind_name.ok_or_else(|| Error::at(id, "a shape has a `type`"))?;
        let traits = Traits::read(id, json.get("traits"))?;
        let kind = match read_kind(id, kind_name, json)? {
            Kind::String => match traits.enum_of_strings() {
                [] => Kind::String,
                names => Kind::Enum { members: names.to_vec() },
            },
            kind => kind,
        };
        Ok(Shape { kind, traits, mixins: references(id, json, "mixins")? })
    }

    /// Everything that this shape refers to, each with the id of the place that does.
    pub(crate) fn targets<'a>(&'a self, id: &'a str) -> Vec<(String, &'a str)> {
        let of_shape = |ids: &'a [String]| ids.iter().map(|target| (id.to_owned(), target.as_str()));
        let of_member = |member: &'a Member| (format!("{id}${}", member.name), member.target.as_str());
        match &self.kind {
            Kind::Service { operations, resources, errors, .. } => {
                of_shape(operations).chain(of_shape(resources)).chain(of_shape(errors)).collect()
            }
            Kind::Resource { operations, resources } => {
                of_shape(operations).chain(of_shape(resources)).collect()
            }
            Kind::Operation { input, output, errors } => of_shape(input.as_slice())
                .chain(of_shape(output.as_slice()))
                .chain(of_shape(errors))
                .collect(),
            Kind::Structure { members } | Kind::Union { members } => members.iter().map(of_member).collect(),
            Kind::List { member } => vec![of_member(member)],
            Kind::Map { key, value } => vec![of_member(key), of_member(value)],
            _ => Vec::new(),
        }
    }

    /// The members that hold values of other shapes: the id of each, and what it targets.
    pub(crate) fn members<'a>(&'a self, id: &'a str) -> Vec<(String, &'a str)> {
        match self.kind {
            Kind::Service { .. } | Kind::Resource { .. } | Kind::Operation { .. } => Vec::new(),
            _ => self.targets(id),
        }
    }

    /// The members that can carry traits of their own.
    pub(crate) fn members_mut(&mut self) -> Vec<&mut Member> {
        match &mut self.kind {
            Kind::Structure { members }
            | Kind::Union { members }
            | Kind::Enum { members }
            | Kind::IntEnum { members } => members.iter_mut().collect(),
            Kind::List { member } => vec![member],
            Kind::Map { key, value } => vec![key, value],
            _ => Vec::new(),
        }
    }
}

fn read_kind(id: &str, name: &str, json: &Json) -> Result<Kind> {
    Ok(match name {
        "service" => Kind::Service {
            version: json.get("version").and_then(Json::as_str).unwrap_or_default().to_owned(),
            operations: references(id, json, "operations")?,
            resources: references(id, json, "resources")?,
            errors: references(id, json, "errors")?,
        },
        "resource" => Kind::Resource {
            operations: resource_operations(id, json)?,
            resources: references(id, json, "resources")?,
        },
        "operation" => Kind::Operation {
            input: reference(id, json, "input")?,
            output: reference(id, json, "output")?,
            errors: references(id, json, "errors")?,
        },
        "structure" => Kind::Structure { members: members(id, json)? },
        "union" => Kind::Union { members: members(id, json)? },
        "enum" => Kind::Enum { members: members(id, json)? },
        "intEnum" => Kind::IntEnum { members: members(id, json)? },
        "list" | "set" => Kind::List { member: part(id, json, "member")? },
        "map" => Kind::Map { key: part(id, json, "key")?, value: part(id, json, "value")? },
        "string" => Kind::String,
        "boolean" => Kind::Boolean,
        "byte" => Kind::Byte,
        "short" => Kind::Short,
        "integer" => Kind::Integer,
        "long" => Kind::Long,
        "bigInteger" => Kind::BigInteger,
        "bigDecimal" => Kind::BigDecimal,
        "float" => Kind::Float,
        "double" => Kind::Double,
        "timestamp" => Kind::Timestamp,
        "blob" => Kind::Blob,
        "document" => Kind::Document,
        other => return Err(Error::at(id, format!("the type {other:?} is not one of Smithy's shapes"))),
    })
}

fn target(id: &str, json: &Json) -> Result<String> {
    let target = json.get("target").and_then(Json::as_str);
    target.map(str::to_owned).ok_or_else(|| Error::at(id, "a reference is an object with a `target`"))
}

fn reference(id: &str, json: &Json, name: &str) -> Result<Option<String>> {
    json.get(name).map(|value| target(id, value)).transpose()
}

fn references(id: &str, json: &Json, name: &str) -> Result<Vec<String>> {
    match json.get(name) {
        None => Ok(Vec::new()),
        Some(Json::Array(elements)) => elements.iter().map(|element| target(id, element)).collect(),
        Some(_) => Err(Error::at(id, format!("`{name}` is an array of references"))),
    }
}

fn resource_operations(id: &str, json: &Json) -> Result<Vec<String>> {
    let mut operations = Vec::new();
    for lifecycle in ["create", "put", "read", "update", "delete", "list"] {
        operations.extend(reference(id, json, lifecycle)?);
    }
    operations.extend(references(id, json, "operations")?);
    operations.extend(references(id, json, "collectionOperations")?);
    Ok(operations)
}

fn members(id: &str, json: &Json) -> Result<Vec<Member>> {
    match json.get("members") {
        None => Ok(Vec::new()),
        Some(Json::Object(members)) => {
            members.iter().map(|(name, member)| read_member(id, name, member)).collect()
        }
        Some(_) => Err(Error::at(id, "`members` is an object")),
    }
}

fn part(id: &str, json: &Json, name: &str) -> Result<Member> {
    let member =
        json.get(name).ok_or_else(|| Error::at(id, format!("the `{name}` of the shape is missing")))?;
    read_member(id, name, member)
}

fn read_member(id: &str, name: &str, json: &Json) -> Result<Member> {
    let place = format!("{id}${name}");
    if !is_identifier(name) {
        return Err(Error::at(place, "the name of a member is made of letters, digits and _"));
    }
    let traits = Traits::read(&place, json.get("traits"))?;
    Ok(Member { name: name.to_owned(), target: target(&place, json)?, traits })
}
