//! Selectors: the part of JSONPath that runbooks pick values with.

use serde_json::Value;

/// A path through JSON, such as `$.Reservations[0].Instances[*].InstanceId`.
#[derive(Debug, PartialEq)]
pub(super) struct Selector(Vec<Part>);

#[derive(Debug, PartialEq)]
enum Part {
    /// `.name` or `['name']`
    Member(String),
    /// `[0]`
    Element(usize),
    /// `[*]` or `.*`
    All,
    /// `..name`, wherever it is below
    Below(String),
}

impl Selector {
    /// Reads a selector. The error is a sentence.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let refuse = |why: &str| format!("the selector {text:?} {why}");
        let mut rest = text.trim().strip_prefix('$').ok_or_else(|| refuse("does not begin with $"))?;
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let (part, after) = next_part(rest).ok_or_else(|| {
                refuse("has a part that is none of .name, ..name, ['name'], [0], [*] and .*")
            })?;
            parts.push(part);
            rest = after;
        }
        Ok(Self(parts))
    }

    /// What the selector picks: one value, or a list of them if it may pick several. Nothing if there
    /// is no such value.
    pub(super) fn pick(&self, from: &Value) -> Option<Value> {
        let mut picked = vec![from];
        for part in &self.0 {
            picked = picked.into_iter().flat_map(|value| part.of(value)).collect();
        }
        if self.0.iter().any(|part| matches!(part, Part::All | Part::Below(_))) {
            return Some(Value::Array(picked.into_iter().cloned().collect()));
        }
        picked.first().map(|value| (*value).clone())
    }
}

/// The first part of a path, and what follows it.
fn next_part(path: &str) -> Option<(Part, &str)> {
    if let Some(rest) = path.strip_prefix("..") {
        let (name, rest) = name(rest)?;
        return Some((Part::Below(name.to_owned()), rest));
    }
    if let Some(rest) = path.strip_prefix('.') {
        if let Some(rest) = rest.strip_prefix('*') {
            return Some((Part::All, rest));
        }
        let (name, rest) = name(rest)?;
        return Some((Part::Member(name.to_owned()), rest));
    }
    let (inside, rest) = path.strip_prefix('[')?.split_once(']')?;
    let quoted = |quote: char| inside.strip_prefix(quote)?.strip_suffix(quote);
    let part = match quoted('\'').or_else(|| quoted('"')) {
        Some(name) => Part::Member(name.to_owned()),
        None if inside == "*" => Part::All,
        None => Part::Element(inside.trim().parse().ok()?),
    };
    Some((part, rest))
}

fn name(path: &str) -> Option<(&str, &str)> {
    let end = path.find(['.', '[']).unwrap_or(path.len());
    (end > 0).then(|| path.split_at(end))
}

impl Part {
    fn of<'a>(&self, value: &'a Value) -> Vec<&'a Value> {
        match self {
            Self::Member(name) => value.get(name).into_iter().collect(),
            Self::Element(index) => value.get(index).into_iter().collect(),
            Self::All => children(value),
            Self::Below(name) => {
                let mut found: Vec<&Value> = value.get(name).into_iter().collect();
                // As deep as JSON is, which its reader bounds.
                found.extend(children(value).into_iter().flat_map(|child| self.of(child)));
                found
            }
        }
    }
}

fn children(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(elements) => elements.iter().collect(),
        Value::Object(members) => members.values().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Selector;

    #[test]
    fn selectors_pick_members_and_elements() {
        let from = json!({ "a": [{ "b": 1, "c.d": "x" }, { "b": 2 }], "e": { "b": 3 } });
        for (selector, picked) in [
            ("$", Some(from.clone())),
            ("$.a[0].b", Some(json!(1))),
            ("$.a[0]['c.d']", Some(json!("x"))),
            ("$.a[*].b", Some(json!([1, 2]))),
            ("$..b", Some(json!([1, 2, 3]))),
            ("$.a..b", Some(json!([1, 2]))),
            ("$.e.*", Some(json!([3]))),
            ("$.missing.b", None),
            ("$.a[7]", None),
        ] {
            assert_eq!(Selector::parse(selector).unwrap().pick(&from), picked, "{selector}");
        }
    }

    #[test]
    fn what_is_no_selector_is_refused() {
        for text in ["", "a.b", "$.", "$a", "$.a[", "$.a[x]", "$..", "$.a[-1]"] {
            assert!(Selector::parse(text).is_err(), "{text}");
        }
    }
}
