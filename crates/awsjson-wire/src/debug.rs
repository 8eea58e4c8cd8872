//! Printing a view for people, with the secrets left out.

use std::fmt;

use crate::{Value, ViewList, ViewMap, ViewStructure, ViewUnion, to_json};

/// What stands in the place of a secret.
pub const REDACTED: &str = "(redacted)";

/// Prints the members that are set, by their names on the wire, secrets as [`REDACTED`].
///
/// # Errors
///
/// Those of the formatter.
pub fn debug(structure: &dyn ViewStructure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = structure.shape();
    let mut printed = f.debug_struct(shape.name);
    for (index, member) in shape.members.iter().enumerate() {
        match structure.value(index) {
            Some(_) if member.facts.secret => printed.field(member.name, &format_args!("{REDACTED}")),
            Some(value) => printed.field(member.name, &Printed(value)),
            None => &mut printed,
        };
    }
    printed.finish()
}

/// Prints the one member that a union is. A member that the model does not have is a name alone:
/// nobody knows whether it is a secret.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug_union(union: &dyn ViewUnion, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = union.shape();
    let (name, index, value) = union.active();
    let mut printed = f.debug_struct(shape.name);
    match index.and_then(|index| shape.members.get(index)) {
        Some(member) if !member.facts.secret => printed.field(name, &Printed(value)),
        _ => printed.field(name, &format_args!("{REDACTED}")),
    };
    printed.finish()
}

struct Printed<'a>(Value<'a>);

impl fmt::Debug for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Null => f.write_str("null"),
            Value::String(text) => text.fmt(f),
            Value::Boolean(value) => value.fmt(f),
            Value::Integer(number) => number.fmt(f),
            Value::BigInteger(number) => number.fmt(f),
            Value::Float(number) => number.fmt(f),
            Value::Double(number) => number.fmt(f),
            Value::Timestamp(time) => fmt::Display::fmt(&time, f),
            Value::Blob(bytes) => write!(f, "({} bytes)", bytes.len()),
            Value::Document(_) => f.write_str(&String::from_utf8_lossy(&to_json(self.0).unwrap_or_default())),
            Value::Structure(structure) => debug(structure, f),
            Value::Union(union) => debug_union(union, f),
            Value::List(list) => print_list(list, f),
            Value::Map(map) => print_map(map, f),
        }
    }
}

fn print_list(list: &dyn ViewList, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_list().entries((0..list.len()).map(|index| Printed(list.element(index)))).finish()
}

fn print_map(map: &dyn ViewMap, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut printed = f.debug_map();
    map.each(&mut |key, value| {
        printed.entry(&key, &Printed(value));
    });
    printed.finish()
}
