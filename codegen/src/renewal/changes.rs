//! How one model differs from another.

use std::collections::BTreeMap;

use super::Change;
use crate::ast::Json;
use crate::error::{Error, Result};

/// The shapes of a document by id.
type Shapes<'a> = BTreeMap<&'a str, &'a Json>;

/// What the newer of two documents of one model has, lacks, and has otherwise.
pub(crate) fn changes(old: &str, new: &str) -> Result<Vec<Change>> {
    let (old, new) = (Json::parse(old)?, Json::parse(new)?);
    let comparison = Comparison { old: shapes(&old)?, new: shapes(&new)?, found: Vec::new() };
    Ok(comparison.finish())
}

fn shapes(model: &Json) -> Result<Shapes<'_>> {
    let shapes = model.get("shapes").and_then(Json::as_object);
    let shapes = shapes.ok_or_else(|| Error::new("a Smithy JSON AST has an object `shapes`"))?;
    Ok(shapes.iter().map(|(id, shape)| (id.as_str(), shape)).collect())
}

struct Comparison<'a> {
    old: Shapes<'a>,
    new: Shapes<'a>,
    found: Vec<Change>,
}

impl<'a> Comparison<'a> {
    fn finish(mut self) -> Vec<Change> {
        for (id, shape) in self.old.clone() {
            match self.new.get(id).copied() {
                None => self.breaking(format!("{}: the {} is gone", short(id), kind(shape))),
                Some(now) if kind(now) != kind(shape) => {
                    self.breaking(format!(
                        "{}: was of type {}, is of type {}",
                        short(id),
                        kind(shape),
                        kind(now)
                    ));
                }
                Some(now) => self.shape(short(id), shape, now),
            }
        }
        for (id, shape) in self.new.clone() {
            if !self.old.contains_key(id) {
                self.harmless(format!("{}: a new {}", short(id), kind(shape)));
            }
        }
        self.found.sort_unstable_by(|one, other| (!one.breaks, &one.text).cmp(&(!other.breaks, &other.text)));
        self.found
    }

    fn breaking(&mut self, text: String) {
        self.found.push(Change { breaks: true, text });
    }

    fn harmless(&mut self, text: String) {
        self.found.push(Change { breaks: false, text });
    }

    fn shape(&mut self, name: &str, old: &'a Json, new: &'a Json) {
        self.traits(name, old, new);
        for part in ["input", "output"] {
            self.target(&format!("{name}: its {part}"), old.get(part), new.get(part));
        }
        for part in ["member", "key", "value"] {
            if let (Some(old), Some(new)) = (old.get(part), new.get(part)) {
                self.member(&format!("{name}: its {part}"), old, new);
            }
        }
        for (part, what) in [("errors", "error"), ("operations", "operation"), ("resources", "resource")] {
            self.references(name, what, old.get(part), new.get(part));
        }
        self.members(name, old, new);
    }

    fn members(&mut self, name: &str, old: &'a Json, new: &'a Json) {
        let what = if kind(old).to_ascii_lowercase().ends_with("enum") { "value" } else { "member" };
        let (old, new) = (entries(old.get("members")), entries(new.get("members")));
        for (member, was) in old {
            match find(new, member) {
                None => self.breaking(format!("{name}: the {what} {member} is gone")),
                Some(is) => self.member(&format!("{name}${member}"), was, is),
            }
        }
        for (member, is) in new.iter().filter(|(member, _)| find(old, member).is_none()) {
            let required = is.get("traits").is_some_and(|traits| traits.get("smithy.api#required").is_some());
            match required {
                true => self.breaking(format!("{name}: a new member {member}, which is required")),
                false => self.harmless(format!("{name}: a new {what} {member}")),
            }
        }
    }

    fn member(&mut self, name: &str, old: &'a Json, new: &'a Json) {
        self.traits(name, old, new);
        self.target(name, Some(old), Some(new));
    }

    fn target(&mut self, name: &str, old: Option<&'a Json>, new: Option<&'a Json>) {
        let target = |of: Option<&'a Json>| of.and_then(|of| of.get("target")).and_then(Json::as_str);
        let (old, new) = (target(old).unwrap_or("smithy.api#Unit"), target(new).unwrap_or("smithy.api#Unit"));
        if old == new {
            return;
        }
        let text = format!("{name}: was {}, is {}", short(old), short(new));
        let is_same = rust_type(&self.old, old) == rust_type(&self.new, new);
        if is_same { self.harmless(text) } else { self.breaking(text) }
    }

    fn references(&mut self, name: &str, what: &str, old: Option<&'a Json>, new: Option<&'a Json>) {
        let targets = |of: Option<&'a Json>| -> Vec<&'a str> {
            let of = of.and_then(Json::as_array).unwrap_or_default();
            of.iter().filter_map(|reference| reference.get("target").and_then(Json::as_str)).collect()
        };
        let (old, new) = (targets(old), targets(new));
        for gone in old.iter().filter(|target| !new.contains(target)) {
            self.breaking(format!("{name}: no longer has the {what} {}", short(gone)));
        }
        for added in new.iter().filter(|target| !old.contains(target)) {
            self.harmless(format!("{name}: has the {what} {}", short(added)));
        }
    }

    fn traits(&mut self, name: &str, old: &'a Json, new: &'a Json) {
        let (old, new) = (entries(old.get("traits")), entries(new.get("traits")));
        for (id, was) in old {
            let text = match find(new, id) {
                None => format!("{name}: no longer {}", of_trait(id)),
                Some(is) if !is_same(was, is) => {
                    format!("{name}: {} was {}, is {}", short(id), was.to_text(), is.to_text())
                }
                Some(_) => continue,
            };
            let has_more = find(new, id).is_some_and(|is| is_extended(was, is));
            self.found.push(Change { breaks: decides_the_api(id) && !has_more, text });
        }
        for (id, is) in new.iter().filter(|(id, _)| find(old, id).is_none()) {
            let value = if entries(Some(is)).is_empty() && is.as_object().is_some() {
                String::new()
            } else {
                format!(": {}", is.to_text())
            };
            let breaks = decides_the_api(id) && !ADDS_METHODS.contains(&short(id));
            self.found.push(Change { breaks, text: format!("{name}: now {}{value}", of_trait(id)) });
        }
    }
}

/// Traits that only add methods where they are new.
const ADDS_METHODS: &[&str] = &["paginated", "waitable"];

/// Whether two values say the same; the order of members says nothing.
fn is_same(old: &Json, new: &Json) -> bool {
    match (old, new) {
        (Json::Object(was), Json::Object(is)) => was.len() == is.len() && is_extended(old, new),
        (Json::Array(was), Json::Array(is)) => {
            was.len() == is.len() && was.iter().zip(is).all(|(was, is)| is_same(was, is))
        }
        _ => old == new,
    }
}

/// Whether the newer object has all that the older has, as it was.
fn is_extended(old: &Json, new: &Json) -> bool {
    let (Json::Object(was), Json::Object(is)) = (old, new) else { return false };
    was.iter().all(|(name, was)| find(is, name).is_some_and(|is| is_same(was, is)))
}

/// Whether the trait decides how something is written in Rust.
fn decides_the_api(id: &str) -> bool {
    matches!(
        short(id),
        "required"
            | "enumValue"
            | "sparse"
            | "paginated"
            | "waitable"
            | "error"
            | "awsJson1_0"
            | "awsJson1_1"
    )
}

/// A trait as an adjective or a noun: `required`, `with a length`.
fn of_trait(id: &str) -> String {
    match short(id) {
        name @ ("required" | "sensitive" | "idempotent" | "readonly" | "deprecated" | "paginated"
        | "sparse") => name.to_owned(),
        name => format!("with the trait {name}"),
    }
}

/// What a shape is in Rust: simple shapes, lists and maps have no type of their own.
fn rust_type(shapes: &Shapes<'_>, id: &str) -> String {
    let Some(shape) = shapes.get(id) else { return short(id).to_ascii_lowercase() };
    let part = |name: &str| {
        let target = shape.get(name).and_then(|part| part.get("target")).and_then(Json::as_str);
        target.map_or_else(String::new, |target| rust_type(shapes, target))
    };
    match kind(shape) {
        "list" => format!("list of {}", part("member")),
        "map" => format!("map to {}", part("value")),
        "structure" | "union" | "enum" | "intEnum" => id.to_owned(),
        simple => simple.to_ascii_lowercase(),
    }
}

fn kind(shape: &Json) -> &str {
    shape.get("type").and_then(Json::as_str).unwrap_or("shape")
}

fn entries(object: Option<&Json>) -> &[(String, Json)] {
    object.and_then(Json::as_object).unwrap_or_default()
}

fn find<'a>(entries: &'a [(String, Json)], name: &str) -> Option<&'a Json> {
    entries.iter().find(|(entry, _)| entry == name).map(|(_, value)| value)
}

/// A name without its namespace.
fn short(id: &str) -> &str {
    id.rsplit('#').next().unwrap_or(id)
}
