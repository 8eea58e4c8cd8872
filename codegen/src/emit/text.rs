//! Text with indentation.

use std::fmt;

/// Rust code under construction.
#[derive(Default)]
pub(super) struct Code {
    text: String,
    depth: usize,
}

impl Code {
    /// A line at the current depth. A line that opens a brace, bracket or parenthesis deepens what
    /// follows, one that begins by closing one ends that.
    pub(super) fn line(&mut self, line: impl fmt::Display) {
        let line = line.to_string();
        if line.starts_with(['}', ')', ']']) {
            self.depth = self.depth.saturating_sub(1);
        }
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n("    ", self.depth));
            self.text.push_str(&line);
        }
        self.text.push('\n');
        if line.ends_with(['{', '(', '[']) {
            self.depth += 1;
        }
    }

    /// Several lines, each at the current depth.
    pub(super) fn lines(&mut self, lines: &str) {
        for line in lines.lines() {
            self.line(line.trim_start());
        }
    }

    /// A documentation comment of one or more lines.
    pub(super) fn documentation(&mut self, text: &str) {
        for line in text.lines() {
            let comment = format!("/// {line}");
            self.text.extend(std::iter::repeat_n("    ", self.depth));
            self.text.push_str(comment.trim_end());
            self.text.push('\n');
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

/// A Rust string literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}
