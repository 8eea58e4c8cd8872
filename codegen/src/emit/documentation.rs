//! Documentation: the prose that the model carries, followed by the facts that it states.

use crate::resolve::ir::{Constraint, Member, Operation, Safety, Structure, Type};

/// What a member is, in its own words or in the model's facts.
pub(super) fn of_member(member: &Member) -> String {
    let facts = facts(&member.wire, &member.ty, member.required, &member.constraint);
    with_prose(member.documentation.as_deref(), &facts)
}

/// What a value of a type is, by its name on the wire.
pub(super) fn of_value(wire: &str, ty: &Type, constraint: &Constraint, prose: Option<&str>) -> String {
    with_prose(prose, &facts(wire, ty, false, constraint))
}

/// What an operation does, returns and may answer.
pub(super) fn of_operation(operation: &Operation) -> String {
    let safety = match operation.safety {
        Safety::ReadOnly => "It changes nothing.",
        Safety::Idempotent => "Sending it twice does no more than sending it once.",
        Safety::SideEffects => "Sending it twice may do its work twice.",
    };
    let mut text = operation.documentation.clone().unwrap_or_else(|| format!("Calls `{}`.", operation.name));
    text.push_str(&format!("\n\n{safety}"));
    match &operation.paging {
        Some(paging) if paging.items.is_some() => {
            text.push_str(" The answer comes in pages: see `pages` and `items`.");
        }
        Some(_) => text.push_str(" The answer comes in pages: see `pages`."),
        None => {}
    }
    text
}

pub(super) fn of_structure(structure: &Structure) -> String {
    structure.documentation.clone().unwrap_or_else(|| {
        let what = if structure.error.is_some() { "error" } else { "structure" };
        format!("The {what} `{}` of the service.", structure.shape_name)
    })
}

fn with_prose(prose: Option<&str>, facts: &str) -> String {
    match prose {
        Some(prose) => format!("{prose}\n\n{facts}"),
        None => facts.to_owned(),
    }
}

fn facts(wire: &str, ty: &Type, required: bool, constraint: &Constraint) -> String {
    let mut text = format!("`{wire}`: {}", kind(ty));
    if required {
        text.push_str(", required");
    }
    text.push('.');
    for fact in constraints(ty, constraint) {
        text.push(' ');
        text.push_str(&fact);
    }
    text
}

fn kind(ty: &Type) -> String {
    match ty {
        Type::String => "text".to_owned(),
        Type::Boolean => "true or false".to_owned(),
        Type::Byte | Type::Short | Type::Integer | Type::Long | Type::BigInteger => {
            "a whole number".to_owned()
        }
        Type::Float | Type::Double => "a number".to_owned(),
        Type::Timestamp => "a point in time".to_owned(),
        Type::Blob => "bytes".to_owned(),
        Type::Document => "any JSON".to_owned(),
        Type::Structure(name) | Type::Union(name) | Type::Enum(name) | Type::IntEnum(name) => {
            format!("`{name}`")
        }
        Type::List { element, .. } => format!("a list of {}", kind(element)),
        Type::Map { value, .. } => format!("a map to {}", kind(value)),
        Type::Boxed(inner) => kind(inner),
    }
}

fn constraints(ty: &Type, constraint: &Constraint) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(length) = constraint.length {
        let unit = match ty {
            Type::List { .. } | Type::Map { .. } => "elements",
            Type::Blob => "bytes",
            _ => "characters",
        };
        facts.push(match length {
            (Some(min), Some(max)) if min == max => format!("Exactly {min} {unit}."),
            (Some(min), Some(max)) => format!("From {min} to {max} {unit}."),
            (Some(min), None) => format!("At least {min} {unit}."),
            (None, Some(max)) => format!("At most {max} {unit}."),
            (None, None) => return facts,
        });
    }
    match constraint.range {
        Some((Some(min), Some(max))) => facts.push(format!("From {min} to {max}.")),
        Some((Some(min), None)) => facts.push(format!("At least {min}.")),
        Some((None, Some(max))) => facts.push(format!("At most {max}.")),
        Some((None, None)) | None => {}
    }
    if let Some(pattern) = constraint.pattern.as_deref().filter(|pattern| !pattern.contains('`')) {
        facts.push(format!("Matches `{pattern}`."));
    }
    facts
}
