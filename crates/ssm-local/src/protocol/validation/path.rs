//! Where in a request a value stands, as the service writes it: `parameterFilters.1.member.key`.

use std::fmt;

/// The way from the request to a value. Every step borrows the one before, so that a path costs
/// nothing until it is written.
pub(super) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

enum Step<'a> {
    Root,
    Member(&'a str),
    Element(usize),
}

impl<'a> Path<'a> {
    pub(super) fn root() -> Self {
        Self { parent: None, step: Step::Root }
    }

    pub(super) fn member(&'a self, name: &'a str) -> Self {
        Self { parent: Some(self), step: Step::Member(name) }
    }

    /// An element of a list, or an entry of a map, counted from 0.
    pub(super) fn element(&'a self, index: usize) -> Self {
        Self { parent: Some(self), step: Step::Element(index) }
    }

    /// The path as reading a request gives it: `ParameterFilters[0].Key`.
    pub(super) fn on_the_wire(&self) -> String {
        let mut path = self.parent.map(Path::on_the_wire).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Member(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Element(index) => path.push_str(&format!("[{index}]")),
        }
        path
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&of_missing(&self.on_the_wire()))
    }
}

/// Rewrites a path of reading, `ParameterFilters[0].Key`, in the form of the service.
pub(super) fn of_missing(path: &str) -> String {
    let steps: Vec<String> = path.split('.').map(of_step).collect();
    steps.join(".")
}

/// Rewrites one member with the indices behind it. Entries of maps, `{0}`, are written like
/// elements.
fn of_step(step: &str) -> String {
    let mut parts = step.split(['[', '{', ']', '}']).filter(|part| !part.is_empty());
    let mut written = parts.next().map(decapitalised).unwrap_or_default();
    for index in parts.filter_map(|index| index.parse::<usize>().ok()) {
        written.push_str(&format!(".{}.member", index.saturating_add(1)));
    }
    written
}

fn decapitalised(name: &str) -> String {
    let mut characters = name.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Path, of_missing};

    #[test]
    fn paths_start_small_and_count_elements_from_1() {
        assert_eq!(of_missing("Name"), "name");
        assert_eq!(of_missing("ParameterFilters[0].Key"), "parameterFilters.1.member.key");
        assert_eq!(of_missing("Matrix[0][2]"), "matrix.1.member.3.member");
        assert_eq!(of_missing("Outputs{1}.Name"), "outputs.2.member.name");
    }

    #[test]
    fn a_path_is_written_like_that_of_a_missing_member() {
        let root = Path::root();
        let (tags, tag);
        tags = root.member("Tags");
        tag = tags.element(4);
        let key = tag.member("Key");
        assert_eq!(key.on_the_wire(), "Tags[4].Key");
        assert_eq!(key.to_string(), "tags.5.member.key");
    }
}
