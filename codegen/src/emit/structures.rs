//! Structures: the type, how to build it, and its table for reading, writing and printing.

use super::text::{Code, literal};
use super::{Side, documentation, rust_type};
use crate::resolve::ir::{Constraint, ErrorFacts, Member, Presence, Structure};

/// Not the members again, which the compiler would keep a second time.
const DEFAULT: &str = "awsjson_wire::unset()";

/// Emits a structure whose members reach `types` by this prefix.
pub(super) fn emit(code: &mut Code, structure: &Structure, prefix: &str, side: Side) {
    definition(code, structure, prefix, side);
    if side == Side::Client && structure.in_requests {
        builder(code, structure, prefix);
    }
    if let (Side::Server, Some(error)) = (side, &structure.error) {
        exception(code, structure, error);
    }
    clone(code, structure);
    if has_default(structure) {
        default(code, structure);
    }
    table(code, structure, side);
    equality(code, &structure.type_name, "awsjson_wire::equal(self, other)");
    debug_impl(code, &structure.type_name, "debug");
}

fn definition(code: &mut Code, structure: &Structure, prefix: &str, side: Side) {
    code.documentation(&documentation::of_structure(structure));
    if side == Side::Client {
        code.line("#[non_exhaustive]");
    }
    if structure.members.is_empty() {
        return code.line(format!("pub struct {} {{}}", structure.type_name));
    }
    code.line(format!("pub struct {} {{", structure.type_name));
    for member in &structure.members {
        code.documentation(&documentation::of_member(member));
        code.line(format!("pub {}: {},", member.field.0, rust_type::of_field(member, prefix)));
    }
    code.line("}");
}

fn has_default(structure: &Structure) -> bool {
    structure.members.iter().all(|member| member.presence != Presence::Required)
}

fn required(structure: &Structure) -> impl Iterator<Item = &Member> {
    structure.members.iter().filter(|member| member.presence == Presence::Required)
}

/// The arguments of `new`, as declared and as passed on.
pub(super) fn new_arguments(structure: &Structure, prefix: &str) -> (Vec<String>, Vec<String>) {
    let declared = required(structure).map(|member| {
        let name = &member.field.0;
        format!("{name}: {}", rust_type::argument(&member.ty, name, prefix).0)
    });
    let passed = required(structure).map(|member| member.field.0.clone());
    (declared.collect(), passed.collect())
}

fn builder(code: &mut Code, structure: &Structure, prefix: &str) {
    code.blank();
    code.line(format!("impl {} {{", structure.type_name));
    let (declared, _) = new_arguments(structure, prefix);
    if has_default(structure) {
        code.documentation(&format!("A `{}` in which nothing is set.", structure.type_name));
    } else {
        code.documentation(&format!("A `{}` of its required members.", structure.type_name));
    }
    code.line("#[inline]");
    code.line("#[must_use]");
    if declared.is_empty() {
        code.line("pub fn new() -> Self {");
        code.line(DEFAULT);
    } else {
        code.signature("pub fn new", &declared, " -> Self");
        code.line("Self {");
        for member in &structure.members {
            let name = &member.field.0;
            match member.presence {
                Presence::Required => {
                    let (_, value) = rust_type::argument(&member.ty, name, prefix);
                    code.line(if value == *name { format!("{name},") } else { format!("{name}: {value},") });
                }
                Presence::Optional | Presence::Empty => {
                    code.line(format!("{name}: {},", rust_type::blank(member)));
                }
            }
        }
        code.line("}");
    }
    code.line("}");
    setters(code, structure, prefix, "self");
    code.line("}");
}

/// Whether users set the member by a method rather than as an argument.
pub(super) fn has_setter(member: &Member) -> bool {
    member.presence == Presence::Optional
}

/// A setter for each optional member. `owner` is the expression that holds the members; where it is
/// a call, the type itself must be used.
pub(super) fn setters(code: &mut Code, structure: &Structure, prefix: &str, owner: &str) {
    for member in structure.members.iter().filter(|member| has_setter(member)) {
        let name = &member.field.0;
        let (argument, value) = rust_type::argument(&member.ty, name, prefix);
        // What only converts is converted by `set`.
        let value = value.strip_suffix(".into()").unwrap_or(&value);
        code.blank();
        code.documentation(&documentation::of_setter(member));
        code.line("#[inline]");
        if owner == "self" {
            code.line("#[must_use]");
        }
        let arguments = ["mut self".to_owned(), format!("{name}: {argument}")];
        code.signature(&format!("pub fn {}", member.setter.0), &arguments, " -> Self");
        code.line(format!("awsjson_wire::set(&mut {owner}.{name}, {value});"));
        code.line("self");
        code.line("}");
    }
}

fn exception(code: &mut Code, structure: &Structure, error: &ErrorFacts) {
    let name = &structure.type_name;
    if let Some(message) = &error.message {
        let member = structure.members.iter().find(|member| member.field == *message);
        let value = match member.map(|member| member.presence) {
            Some(Presence::Required) => "message.into()",
            _ => "Some(message.into())",
        };
        code.blank();
        code.line(format!("impl {name} {{"));
        code.documentation("The error with this message, its other members blank.");
        code.line("#[must_use]");
        code.line("pub fn with_message(message: impl Into<String>) -> Self {");
        let rest = if structure.members.len() > 1 { ", ..awsjson_wire::Blank::blank()" } else { "" };
        code.line(format!("Self {{ {}: {value}{rest} }}", message.0));
        code.line("}");
        code.line("}");
    }
    code.blank();
    code.line(format!("impl awsjson_wire::server::Exception for {name} {{"));
    code.line(format!("const CODE: &'static str = {};", literal(&structure.shape_name)));
    code.line(format!("const STATUS: u16 = {};", error.status));
    code.line("}");
}

fn table(code: &mut Code, structure: &Structure, side: Side) {
    code.blank();
    code.line(format!("impl awsjson_wire::Structure for {} {{", structure.type_name));
    unset(code, structure);
    shape(
        code,
        &structure.type_name,
        structure.error.is_some(),
        structure.members.iter().map(|member| {
            let facts = [
                (member.secret, "secret"),
                // A server writes an empty list as one, as the services do.
                (member.presence == Presence::Empty && side == Side::Client, "absent_if_empty"),
            ];
            entry(&member.wire, (member.required, &facts), member.timestamps, (side, &member.constraint))
        }),
    );
    code.line("#[inline]");
    if structure.members.is_empty() {
        code.line("fn member(&self, _: usize) -> Option<&dyn awsjson_wire::View> {");
        code.line("None");
        code.line("}");
        code.line("#[inline]");
        code.line("fn member_mut(&mut self, _: usize) -> Option<&mut dyn awsjson_wire::Fill> {");
        code.line("None");
        code.line("}");
        code.line("}");
        return;
    }
    members(code, structure, "fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View>", "&");
    code.line("#[inline]");
    members(
        code,
        structure,
        "fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill>",
        "&mut ",
    );
    code.line("}");
}

/// A function that gives the member of an index by this kind of reference.
fn members(code: &mut Code, structure: &Structure, signature: &str, reference: &str) {
    code.line(format!("{signature} {{"));
    code.line("Some(match index {");
    for (index, member) in structure.members.iter().enumerate() {
        code.line(format!("{index} => {reference}self.{},", member.field.0));
    }
    code.line("_ => return None,");
    code.line("})");
    code.line("}");
}

/// The function that gives the table of members. It calls nothing, so that it needs no constant.
pub(super) fn shape(code: &mut Code, type_name: &str, is_error: bool, entries: impl Iterator<Item = String>) {
    code.line("#[inline]");
    code.line("fn shape(&self) -> &'static awsjson_wire::Shape {");
    code.line("&awsjson_wire::Shape {");
    code.line(format!("name: {type_name:?},"));
    let entries: Vec<String> = entries.collect();
    if entries.is_empty() {
        code.line("members: &[],");
    } else {
        code.line("members: &[");
        for entry in entries {
            code.line(entry);
        }
        code.line("],");
    }
    code.line(format!("is_error: {is_error},"));
    code.line("}");
    code.line("}");
}

/// One line of a table of members, with the facts that are true of this one.
pub(super) fn entry(
    wire: &str,
    (required, others): (bool, &[(bool, &str)]),
    timestamps: Option<&str>,
    (side, constraint): (Side, &Constraint),
) -> String {
    let mut special: Vec<String> = Vec::new();
    special.extend(others.iter().filter(|(is_true, _)| *is_true).map(|(_, fact)| format!("{fact}: true")));
    special.extend(timestamps.map(|format| format!("timestamps: awsjson_wire::TimestampFormat::{format}")));
    if side == Side::Server && !constraint.is_anything() {
        special.push(format!("constraint: Some(&{})", constraint_value(constraint)));
    }
    let mut facts = format!("awsjson_wire::{}", if required { "REQUIRED" } else { "OPTIONAL" });
    if !special.is_empty() {
        facts = format!("awsjson_wire::Facts {{ {}, ..{facts} }}", special.join(", "));
    }
    format!("awsjson_wire::Member {{ name: {}, facts: {facts} }},", literal(wire))
}

fn constraint_value(constraint: &Constraint) -> String {
    let mut fields = Vec::new();
    if let Some((min, max)) = constraint.length {
        fields.push(format!("length: Some(({}, {}))", min.unwrap_or(0), max.unwrap_or(u64::MAX)));
    }
    if let Some((min, max)) = constraint.range {
        fields.push(format!("range: Some(({}, {}))", min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX)));
    }
    if let Some(pattern) = &constraint.pattern {
        fields.push(format!("pattern: Some({})", literal(pattern)));
    }
    if !constraint.one_of.is_empty() {
        fields.push(format!("one_of: Some(&{:?})", constraint.one_of));
    }
    for (name, part) in [("element", &constraint.element), ("key", &constraint.key)] {
        if let Some(part) = part {
            fields.push(format!("{name}: Some(&{})", constraint_value(part)));
        }
    }
    format!("awsjson_wire::Constraint {{ {}, ..awsjson_wire::Constraint::ANYTHING }}", fields.join(", "))
}

/// `Clone`, member by member. Written out, since the compiler's inliner makes of a derive's calls what is
/// five times as long.
fn clone(code: &mut Code, structure: &Structure) {
    code.blank();
    code.line(format!("impl Clone for {} {{", structure.type_name));
    code.line("#[inline]");
    code.line("fn clone(&self) -> Self {");
    if structure.members.is_empty() {
        code.line("Self {}");
    } else {
        code.line("Self {");
        for member in &structure.members {
            let name = &member.field.0;
            code.line(format!("{name}: awsjson_wire::copy(&self.{name}),"));
        }
        code.line("}");
    }
    code.line("}");
    code.line("}");
}

/// `Default` for a structure in which nothing must be set.
fn default(code: &mut Code, structure: &Structure) {
    code.blank();
    code.line(format!("impl Default for {} {{", structure.type_name));
    code.line("#[inline]");
    code.line("fn default() -> Self {");
    code.line(DEFAULT);
    code.line("}");
    code.line("}");
}

/// The function that gives the structure in which nothing is set.
fn unset(code: &mut Code, structure: &Structure) {
    code.line("#[inline]");
    code.line("fn unset() -> Self {");
    nothing_set(code, structure);
    code.line("}");
}

fn nothing_set(code: &mut Code, structure: &Structure) {
    if structure.members.is_empty() {
        return code.line("Self {}");
    }
    code.line("Self {");
    for member in &structure.members {
        code.line(format!("{}: {},", member.field.0, rust_type::blank(member)));
    }
    code.line("}");
}

/// `PartialEq` by what is the same on the wire.
pub(super) fn equality(code: &mut Code, type_name: &str, comparison: &str) {
    code.blank();
    code.line(format!("impl PartialEq for {type_name} {{"));
    code.line("#[inline]");
    code.line("fn eq(&self, other: &Self) -> bool {");
    code.line(comparison);
    code.line("}");
    code.line("}");
}

/// `Debug` by one of the functions of the wire crate.
pub(super) fn debug_impl(code: &mut Code, type_name: &str, function: &str) {
    code.blank();
    code.line(format!("impl std::fmt::Debug for {type_name} {{"));
    code.line("#[inline]");
    code.line("fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {");
    code.line(format!("awsjson_wire::{function}(self, f)"));
    code.line("}");
    code.line("}");
}
