//! Text from elsewhere, made fit for one line of a terminal or a log.

use std::fmt::{self, Write};

/// Shows at most `limit` characters of a text on one line: runs of white space and control
/// characters become one space, and characters that reorder or hide text are left out.
pub(crate) struct OneLine<'a> {
    text: &'a str,
    limit: usize,
}

impl<'a> OneLine<'a> {
    /// A message: long enough for every message that a service means for people.
    pub(crate) fn message(text: &'a str) -> Self {
        Self { text, limit: 1000 }
    }

    /// A name, a code, an id, a configured value.
    pub(crate) fn name(text: &'a str) -> Self {
        Self { text, limit: 200 }
    }
}

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.limit;
        let mut space_due = false;
        for character in self.text.chars() {
            if character.is_whitespace() || character.is_control() {
                space_due = left < self.limit;
                continue;
            }
            if is_invisible(character) {
                continue;
            }
            if left <= usize::from(space_due) {
                return f.write_char('…');
            }
            if space_due {
                f.write_char(' ')?;
                left -= 1;
                space_due = false;
            }
            f.write_char(character)?;
            left -= 1;
        }
        Ok(())
    }
}

/// Zero-width characters and those that change the direction of the text after them.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_and_control_characters_become_single_spaces() {
        let shown = OneLine::message(" one\r\n\ttwo\u{1b}[31m\u{0}three\u{2028}four \n").to_string();
        assert_eq!(shown, "one two [31m three four");
    }

    #[test]
    fn text_direction_cannot_be_changed() {
        assert_eq!(OneLine::name("a\u{202e}b\u{200b}c\u{2066}").to_string(), "abc");
    }

    #[test]
    fn long_text_is_cut_with_an_ellipsis() {
        let fits = "é".repeat(200);
        assert_eq!(OneLine::name(&fits).to_string(), fits);
        let cut = OneLine::name(&"é".repeat(201)).to_string();
        assert_eq!(cut, format!("{fits}…"));
        let cut = OneLine::name(&"é ".repeat(5000)).to_string();
        assert_eq!(cut, format!("{}é…", "é ".repeat(99)));
    }
}
