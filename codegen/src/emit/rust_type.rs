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

/// The type of an argument that takes this type, and the expression that makes it one.
pub(super) fn argument(ty: &Type, name: &str, prefix: &str) -> (String, String) {
    if let Type::Map { value, sparse: false } = ty
        && let Some(element) = list_that_converts(value)
    {
        let elements = format!("impl IntoIterator<Item = {}>", into(element, prefix));
        let collected = "value.into_iter().map(Into::into).collect()";
        return (
            format!("impl IntoIterator<Item = (impl Into<String>, {elements})>"),
            format!("{name}.into_iter().map(|(key, value)| (key.into(), {collected})).collect()"),
        );
    }
    match ty {
        Type::String | Type::Enum(_) | Type::IntEnum(_) | Type::Blob => {
            (into(ty, prefix), format!("{name}.into()"))
        }
        Type::Boxed(inner) => (written(inner, prefix), format!("Box::new({name})")),
        Type::List { element, sparse: false } if converts(element) => (
            format!("impl IntoIterator<Item = {}>", into(element, prefix)),
            format!("{name}.into_iter().map(Into::into).collect()"),
        ),
        Type::List { element, sparse } => (
            format!("impl IntoIterator<Item = {}>", element_type(element, *sparse, prefix)),
            format!("{name}.into_iter().collect()"),
        ),
        Type::Map { value, sparse: false } if converts(value) => (
            format!("impl IntoIterator<Item = (impl Into<String>, {})>", into(value, prefix)),
            format!("{name}.into_iter().map(|(key, value)| (key.into(), value.into())).collect()"),
        ),
        Type::Map { value, sparse } => (
            format!(
                "impl IntoIterator<Item = (impl Into<String>, {})>",
                element_type(value, *sparse, prefix)
            ),
            format!("{name}.into_iter().map(|(key, value)| (key.into(), value)).collect()"),
        ),
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
