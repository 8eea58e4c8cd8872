//! The Markdown of documentation, in sections.

use crate::error::{Error, Result};

/// What is said of one shape.
pub(super) struct Section {
    pub(super) shape: String,
    pub(super) line: usize,
    /// Paragraphs and code blocks, as written.
    pub(super) text: String,
    pub(super) lists: Vec<(List, Vec<Item>)>,
}

/// The lists that a section may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Members,
    Values,
    Errors,
}

/// What is said of a member, a value or an error.
pub(super) struct Item {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) text: String,
}

/// The sections of a document. What comes before the first is the document's title and whatever it
/// says of itself.
pub(super) fn sections(text: &str) -> Result<Vec<Section>> {
    let mut sections: Vec<Section> = Vec::new();
    let mut in_code = false;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        if !in_code && let Some(shape) = line.strip_prefix("## ") {
            let shape = shape.trim().to_owned();
            if sections.iter().any(|section| section.shape == shape) {
                return Err(Error::new(format!("line {number}: a second section about {shape}")));
            }
            sections.push(Section { shape, line: number, text: String::new(), lists: Vec::new() });
            continue;
        }
        let Some(section) = sections.last_mut() else { continue };
        if line.starts_with("```") {
            in_code = !in_code;
        }
        match (section.lists.last_mut(), line.strip_prefix("### ")) {
            (_, Some(heading)) if !in_code => section.lists.push((list(heading, number)?, Vec::new())),
            (Some((_, items)), _) => add_to(items, line, number)?,
            (None, _) => add_to_text(&mut section.text, line, in_code),
        }
    }
    if in_code {
        return Err(Error::new("a code block has no end"));
    }
    Ok(sections)
}

/// A paragraph becomes one line, which whoever prints it breaks; code stays as it is.
fn add_to_text(text: &mut String, line: &str, in_code: bool) {
    let goes_on = !in_code && !line.trim().is_empty() && !line.starts_with("```");
    let after_text = text.ends_with(|c: char| c != '\n') && !text.ends_with("```");
    match (goes_on && after_text, text.is_empty()) {
        (true, _) => text.push(' '),
        (false, false) => text.push('\n'),
        (false, true) => {}
    }
    text.push_str(line.trim_end());
}

fn list(heading: &str, line: usize) -> Result<List> {
    match heading.trim() {
        "Members" => Ok(List::Members),
        "Values" => Ok(List::Values),
        "Errors" => Ok(List::Errors),
        other => Err(Error::new(format!(
            "line {line}: {other:?} is no list; there are Members, Values and Errors"
        ))),
    }
}

fn add_to(items: &mut Vec<Item>, line: &str, number: usize) -> Result<()> {
    if line.trim().is_empty() {
        return Ok(());
    }
    if let Some((name, text)) = line.strip_prefix("- `").and_then(|rest| rest.split_once("`: ")) {
        if items.iter().any(|item| item.name == name) {
            return Err(Error::new(format!("line {number}: a second item about {name}")));
        }
        items.push(Item { name: name.to_owned(), line: number, text: text.trim().to_owned() });
        return Ok(());
    }
    match items.last_mut() {
        Some(item) if line.starts_with("  ") => {
            item.text.push(' ');
            item.text.push_str(line.trim());
            Ok(())
        }
        _ => Err(Error::new(format!(
            "line {number}: neither an item, \"- `Name`: text\", nor the rest of one"
        ))),
    }
}
