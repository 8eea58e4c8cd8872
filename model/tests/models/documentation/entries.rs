//! What the documentation says of each shape, member and value.

use ssm_model::Document;

/// Words that say nothing of a member by themselves.
const EMPTY: &[&str] =
    &["the", "of", "a", "an", "this", "that", "is", "for", "to", "in", "value", "name", "id"];

/// Fewer words than these say nothing, whatever they are.
const FEWEST_WORDS: usize = 4;

/// What is said of a shape, or of one of its members, values or errors.
#[derive(Debug)]
pub(super) struct Entry {
    shape: String,
    name: String,
    pub(super) text: String,
}

impl Entry {
    pub(super) fn new(shape: &str, name: &str, text: &str) -> Self {
        Self { shape: shape.to_owned(), name: name.to_owned(), text: text.to_owned() }
    }

    /// Whether the text has hardly a word that is in neither name.
    pub(super) fn is_trivial(&self) -> bool {
        let said = words(&self.text);
        let names: Vec<_> =
            [&self.shape, &self.name].into_iter().flat_map(|name| words(&apart(name))).collect();
        let new = said.iter().filter(|word| !names.contains(word) && !EMPTY.contains(&word.as_str()));
        said.len() < FEWEST_WORDS || new.count() < 2
    }

    pub(super) fn ends_well(&self) -> bool {
        self.text.ends_with(['.', '?', ')', '`', ':'])
    }
}

/// The lower-case words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect()
}

/// `DocumentVersion` as `Document Version`.
fn apart(name: &str) -> String {
    let mut apart = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            apart.push(' ');
        }
        apart.push(c);
    }
    apart
}

/// What a document says, item by item; what a shape's section says before its lists is one entry, its
/// examples aside.
pub(super) fn entries(document: &Document) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut in_code = false;
    for line in document.text.lines() {
        in_code ^= line.starts_with("```");
        if in_code || line.starts_with("```") || line.starts_with("# ") {
            continue;
        }
        if let Some(shape) = line.strip_prefix("## ") {
            entries.push(Entry::new(shape, "", ""));
            continue;
        }
        let Some(last) = entries.last_mut() else { continue };
        if let Some((name, text)) = line.strip_prefix("- `").and_then(|item| item.split_once("`: ")) {
            let shape = last.shape.clone();
            entries.push(Entry::new(&shape, name, text));
        } else if !line.trim().is_empty() && !line.starts_with("### ") {
            last.text.push(' ');
            last.text.push_str(line.trim());
        }
    }
    // Sections of inputs and outputs may have nothing but members.
    entries.retain(|entry| !(entry.name.is_empty() && entry.text.is_empty()));
    entries
}
