//! Types as Rust writes them, and how users may give a value of them.

use crate::resolve::ir::{Member, Presence, Type};

/// The type as it is written where `types` is reached by this prefix.
pub(super) fn written(ty: &Type, prefix: &str) -> String {
    match ty {
        Type::String => "String".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Byte => "i8".to_owned(),
        Type::Short => "i16".to_owned(),
        Type::Integer => "i32".to_owned(),
        Type::Long => "i64".to_owned(),
        Type::BigInteger => "i128".to_owned(),
        Type::Float => "f32".to_owned(),
        Type::Double => "f64".to_owned(),
        Type::Timestamp => "time::OffsetDateTime".to_owned(),
        Type::Blob => "Vec<u8>".to_owned(),
        Type::Document => "awsjson_wire::Document".to_owned(),
        Type::Structure(name) | Type::Union(name) | Type::Enum(name) | Type::IntEnum(name) => {
            format!("{prefix}{name}")
        }
        Type::List { element, sparse } => format!("Vec<{}>", element_type(element, *sparse, prefix)),
        Type::Map { value, sparse } => {
            format!("std::collections::BTreeMap<String, {}>", element_type(value, *sparse, prefix))
        }
        Type::Boxed(inner) => format!("Box<{}>", written(inner, prefix)),
    }
}

fn element_type(element: &Type, sparse: bool, prefix: &str) -> String {
    let element = written(element, prefix);
    if sparse { format!("Option<{element}>") } else { element }
}

/// The type of the member's field.
pub(super) fn of_field(member: &Member, prefix: &str) -> String {
    let ty = written(&member.ty, prefix);
    if member.presence == Presence::Optional { format!("Option<{ty}>") } else { ty }
}

/// The expression for a member that nobody has set.
pub(super) fn blank(member: &Member) -> &'static str {
    if member.presence == Presence::Optional {
        return "None";
    }
    match member.ty {
        Type::String => "awsjson_wire::text::EMPTY",
        Type::Boolean => "false",
        Type::Byte | Type::Short | Type::Integer | Type::Long | Type::BigInteger => "0",
        Type::Float | Type::Double => "0.0",
        Type::List { .. } | Type::Blob => "Vec::new()",
        Type::Map { .. } => "std::collections::BTreeMap::new()",
        _ => "awsjson_wire::Blank::blank()",
    }
}

/// The type of an argument that takes this type, and the expression that makes it one.
pub(super) fn argument(ty: &Type, name: &str, prefix: &str) -> (String, String) {
    let element = |element: &Type, sparse: bool| {
        let given = if !sparse && converts(element) {
            into(element, prefix)
        } else {
            element_type(element, sparse, prefix)
        };
        (element_type(element, sparse, prefix), given)
    };
    match ty {
        Type::String | Type::Enum(_) | Type::IntEnum(_) | Type::Blob => {
            (into(ty, prefix), format!("{name}.into()"))
        }
        Type::Boxed(inner) => (written(inner, prefix), format!("Box::new({name})")),
        Type::List { element: kept, sparse } => {
            let (kept, given) = element(kept, *sparse);
            (format!("impl IntoIterator<Item = {given}>"), format!("awsjson_wire::list::<{kept}>({name})"))
        }
        Type::Map { value, sparse } => {
            let (function, (kept, given)) = match list_that_converts(value) {
                Some(value) if !sparse => {
                    let (kept, given) = element(value, false);
                    ("map_of_lists", (kept, format!("impl IntoIterator<Item = {given}>")))
                }
                _ => ("map", element(value, *sparse)),
            };
            (
                format!("impl IntoIterator<Item = (impl Into<String>, {given})>"),
                format!("awsjson_wire::{function}::<{kept}>({name})"),
            )
        }
        _ => (written(ty, prefix), name.to_owned()),
    }
}

/// The elements of a list that users may give as something that becomes them.
fn list_that_converts(ty: &Type) -> Option<&Type> {
    match ty {
        Type::List { element, sparse: false } if converts(element) => Some(element),
        _ => None,
    }
}

fn converts(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Enum(_) | Type::IntEnum(_))
}

fn into(ty: &Type, prefix: &str) -> String {
    format!("impl Into<{}>", written(ty, prefix))
}
