//! Documentation: the prose that the model carries, followed by the facts that it states.

use crate::resolve::ir::{Constraint, Member, Operation, Safety, Structure, Type};

/// What a member is, in words and in the model's facts.
pub(super) fn of_member(member: &Member) -> String {
    let facts = facts(&member.wire, &member.ty, member.required, &member.constraint);
    with_prose(member.documentation.as_deref(), &facts)
}

/// The same in a sentence, for the method that sets the member: more stands at the member.
pub(super) fn of_setter(member: &Member) -> String {
    let facts = facts(&member.wire, &member.ty, member.required, &member.constraint);
    with_prose(member.documentation.as_deref().map(first_sentence), &facts)
}

/// What a value of a type is, by its name on the wire.
pub(super) fn of_value(wire: &str, ty: &Type, constraint: &Constraint, prose: Option<&str>) -> String {
    with_prose(prose, &facts(wire, ty, false, constraint))
}

/// What an operation does, returns and may answer. Its examples are code of programs that use the
/// crate of this name; without one they are left out.
pub(super) fn of_operation(operation: &Operation, crate_name: Option<&str>) -> String {
    let safety = match operation.safety {
        Safety::ReadOnly => "It changes nothing.",
        Safety::Idempotent => "Sending it twice does no more than sending it once.",
        Safety::SideEffects => "Sending it twice may do its work twice.",
    };
    let prose = operation.documentation.clone().unwrap_or_else(|| format!("Calls `{}`.", operation.name));
    let rest = [prose.find("\n```"), prose.find("\n# ")].into_iter().flatten().min();
    let (mut text, rest) = match rest {
        Some(start) => (prose[..start].trim_end().to_owned(), &prose[start..]),
        None => (prose, ""),
    };
    text.push_str(&format!("\n\n{safety}"));
    match &operation.paging {
        Some(paging) if paging.items.is_some() => {
            text.push_str(" The answer comes in pages: see `pages` and `items`.");
        }
        Some(_) => text.push_str(" The answer comes in pages: see `pages`."),
        None => {}
    }
    text.push('\n');
    text.push_str(&examples(rest, crate_name));
    text
}

/// Text with examples: each a function of its own that is compiled, or left out.
fn examples(text: &str, crate_name: Option<&str>) -> String {
    let name = crate_name.map(|name| name.replace('-', "_"));
    let mut shown = String::new();
    let mut in_code = false;
    for line in text.lines() {
        let is_fence = line.starts_with("```");
        in_code ^= is_fence;
        match &name {
            Some(name) if is_fence && in_code => shown.push_str(&format!(
                "```no_run\n# async fn example(client: {name}::Client) -> Result<(), {name}::Error> {{"
            )),
            Some(_) if is_fence => shown.push_str("# Ok(())\n# }\n```"),
            None if is_fence || in_code => continue,
            _ if line.is_empty() && (shown == "\n" || shown.ends_with("\n\n")) => continue,
            _ => shown.push_str(line),
        }
        shown.push('\n');
    }
    shown
}

pub(super) fn of_structure(structure: &Structure) -> String {
    structure.documentation.clone().unwrap_or_else(|| {
        let what = if structure.error.is_some() { "error" } else { "structure" };
        format!("The {what} `{}` of the service.", structure.shape_name)
    })
}

/// Up to the first full stop that ends a sentence.
fn first_sentence(prose: &str) -> &str {
    let ends = prose.match_indices(['.', '!']).map(|(index, _)| index + 1);
    let is_end = |end: &usize| {
        if prose[..*end].ends_with("e.g.") || prose[..*end].ends_with("i.e.") {
            return false;
        }
        let mut after = prose[*end..].chars();
        let begins = |c: char| c.is_uppercase() || c == '`' || c == '"';
        match after.next() {
            None => true,
            Some(space) => space.is_whitespace() && after.next().is_some_and(begins),
        }
    };
    ends.into_iter().find(is_end).map_or(prose, |end| &prose[..end])
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
