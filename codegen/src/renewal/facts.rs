//! A published model without its prose: the facts, one below the other.

use crate::ast::Json;
use crate::error::Result;

/// Traits without facts of the interface: prose, examples, and rules that only other generators use.
const LEFT_OUT: &[&str] = &[
    "aws.api#clientEndpointDiscovery",
    "aws.protocols#awsQueryCompatible",
    "aws.protocols#awsQueryError",
    "smithy.api#documentation",
    "smithy.api#examples",
    "smithy.api#externalDocumentation",
    "smithy.api#input",
    "smithy.api#output",
    "smithy.api#suppress",
    "smithy.api#xmlName",
    "smithy.api#xmlNamespace",
    "smithy.test#smokeTests",
];

/// Namespaces of traits that are left out as a whole.
const LEFT_OUT_NAMESPACES: &[&str] =
    &["aws.cloudformation#", "aws.customizations#", "aws.iam#", "smithy.rules#"];

/// The document without prose, in one spelling, so that two of them can be compared line by line.
pub(crate) fn facts_only(text: &str) -> Result<String> {
    let mut model = Json::parse(text)?;
    if let Json::Object(parts) = &mut model {
        parts.retain(|(name, _)| name == "smithy" || name == "shapes");
        for (name, part) in parts.iter_mut() {
            if let (true, Json::Object(shapes)) = (name == "shapes", part) {
                shapes.sort_by(|(one, _), (other, _)| one.cmp(other));
                shapes.iter_mut().for_each(|(_, shape)| {
                    strip(shape);
                    forget_default(shape);
                });
            }
        }
    }
    Ok(model.to_pretty_text())
}

fn strip(shape: &mut Json) {
    let Json::Object(parts) = shape else { return };
    for (name, part) in parts.iter_mut() {
        match (name.as_str(), part) {
            ("traits", Json::Object(traits)) => {
                traits.retain(|(id, _)| !is_left_out(id));
                traits.iter_mut().for_each(forget_least_length);
            }
            ("members", Json::Object(members)) => members.iter_mut().for_each(|(_, member)| strip(member)),
            ("member" | "key" | "value", member) => strip(member),
            _ => {}
        }
    }
    forget_empty_traits(parts);
}

/// The default of a shape stands at each member that targets it, too, and counts there.
fn forget_default(shape: &mut Json) {
    let Json::Object(parts) = shape else { return };
    for (_, part) in parts.iter_mut().filter(|(name, _)| name == "traits") {
        if let Json::Object(traits) = part {
            traits.retain(|(id, _)| id != "smithy.api#default");
        }
    }
    forget_empty_traits(parts);
}

/// Nothing is shorter than 0, whether that is said or not.
fn forget_least_length((id, value): &mut (String, Json)) {
    if let (true, Json::Object(bounds)) = (id == "smithy.api#length", value) {
        bounds.retain(|(name, bound)| !(name == "min" && bound.as_integer() == Some(0)));
    }
}

fn forget_empty_traits(parts: &mut Vec<(String, Json)>) {
    let is_empty = |part: &Json| part.as_object().is_some_and(<[_]>::is_empty);
    parts.retain(|(name, part)| !(name == "traits" && is_empty(part)));
}

fn is_left_out(id: &str) -> bool {
    LEFT_OUT.contains(&id) || LEFT_OUT_NAMESPACES.iter().any(|namespace| id.starts_with(namespace))
}
