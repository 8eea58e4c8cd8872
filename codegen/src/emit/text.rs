//! Text with indentation.

use std::fmt;

/// Lines that become longer are broken where that is possible.
const MAX_WIDTH: usize = 100;

/// What a line begins with that begins an item.
const ITEM_STARTS: &[&str] = &["#[", "///", "const ", "fn ", "impl ", "mod ", "pub ", "type "];

/// Rust code under construction.
#[derive(Default)]
pub(super) struct Code {
    text: String,
    depth: usize,
}

impl Code {
    /// A line at the current depth. A line that opens a brace, bracket or parenthesis deepens what
    /// follows, one that begins by closing one ends that. An item stands apart from one that ended
    /// just before.
    pub(super) fn line(&mut self, line: impl fmt::Display) {
        let line = line.to_string();
        if line.starts_with(['}', ')', ']']) {
            self.depth = self.depth.saturating_sub(1);
        }
        self.push(&line);
        if line.ends_with(['{', '(', '[']) {
            self.depth += 1;
        }
    }

    /// A line that goes on with what the line before began.
    pub(super) fn continued(&mut self, line: impl fmt::Display) {
        self.push(&format!("    {line}"));
    }

    /// A function's first line, with one argument to a line where one line would be too long.
    pub(super) fn signature(&mut self, before: &str, arguments: &[String], after: &str) {
        let line = format!("{before}({}){after} {{", arguments.join(", "));
        if self.depth * 4 + line.len() <= MAX_WIDTH {
            return self.line(line);
        }
        self.line(format!("{before}("));
        for argument in arguments {
            self.line(format!("{argument},"));
        }
        self.line(format!("){after} {{"));
    }

    /// A list that ends a line's beginning with `[` and is gone on with after `]`, with one element to a
    /// line where one line would be too long.
    pub(super) fn list(&mut self, before: &str, elements: &[String], after: &str) {
        let line = format!("{before}{}{after}", elements.join(", "));
        if self.depth * 4 + line.len() <= MAX_WIDTH {
            return self.line(line);
        }
        self.line(before);
        for element in elements {
            self.line(format!("{element},"));
        }
        self.line(after);
    }

    fn push(&mut self, line: &str) {
        if self.text.ends_with("}\n")
            && !self.is_in_documentation()
            && ITEM_STARTS.iter().any(|start| line.starts_with(start))
        {
            self.blank();
        }
        self.text.extend(std::iter::repeat_n("    ", self.depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn is_in_documentation(&self) -> bool {
        self.text.lines().next_back().is_some_and(|last| last.trim_start().starts_with("///"))
    }

    /// Several lines, each at the current depth.
    pub(super) fn lines(&mut self, lines: &str) {
        for line in lines.lines() {
            self.line(line.trim_start());
        }
    }

    /// A documentation comment of one or more lines.
    pub(super) fn documentation(&mut self, text: &str) {
        let width = MAX_WIDTH.saturating_sub(self.depth * 4 + "/// ".len());
        let mut in_code = false;
        for line in text.lines() {
            in_code ^= line.starts_with("```");
            if in_code {
                self.push(&format!("/// {line}"));
                continue;
            }
            for part in broken(&line.replace('\r', " "), width) {
                self.push(format!("/// {part}").trim_end());
            }
        }
    }

    /// An empty line between items, but not after an opening brace.
    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("{\n") && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    pub(super) fn finish(mut self) -> String {
        while self.text.ends_with("\n\n") {
            self.text.pop();
        }
        self.text
    }
}

/// A line of Markdown in parts of at most this many characters, if its spaces allow that. A part
/// never begins with what Markdown would take for a list, a heading or a quotation, and what goes on
/// with an item of a list is indented as Markdown has it.
fn broken(line: &str, width: usize) -> Vec<String> {
    if line.chars().count() <= width || line.starts_with(' ') {
        return vec![line.to_owned()];
    }
    let is_plain = |word: &str| word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '`' | '(' | '"'));
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let mut parts = Vec::new();
    let mut part = String::new();
    for word in line.split(' ') {
        if !part.trim().is_empty()
            && part.chars().count() + 1 + word.chars().count() > width
            && is_plain(word)
        {
            parts.push(std::mem::replace(&mut part, format!("{indent}{word}")));
        } else {
            if !part.is_empty() {
                part.push(' ');
            }
            part.push_str(word);
        }
    }
    parts.push(part);
    parts
}

/// A Rust string literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}
