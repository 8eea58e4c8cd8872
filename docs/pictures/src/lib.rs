//! The pictures of the documentation: SVG, drawn from text.
//!
//! A source is a file `NAME.txt` of statements, one a line: a word, and what belongs to it. `#` begins a comment.
//! The first statement says what kind of picture it is, and each kind has statements of its own:
//!
//! - [`rooms`]: boxes in lanes, and arrows between them.
//! - [`sequence`]: actors side by side, and what passes between them in the course of time.
//! - [`chart`]: bars, from the rows of a Markdown table.
//!
//! All begin with `title` and may have `about`, a line below it. A text that does not fit where it
//! stands is an error, so that no picture overflows.

mod canvas;
pub mod chart;
pub mod rooms;
pub mod sequence;
mod source;

use std::fs;
use std::path::Path;

pub use source::Problem;
use source::Source;

/// Draws the picture of a source. What else it needs is read relative to `folder`.
///
/// # Errors
///
/// A statement that is not understood, and a text that does not fit; the problem names the line.
pub fn draw(text: &str, folder: &Path) -> Result<String, Problem> {
    let source = Source::parse(text)?;
    match source.kind.word.as_str() {
        "rooms" => rooms::draw(&source),
        "sequence" => sequence::draw(&source),
        "chart" => {
            let path = folder.join(&source.kind.rest);
            let page = fs::read_to_string(&path).map_err(|error| {
                source.kind.problem(format!("{} cannot be read: {error}", path.display()))
            })?;
            chart::draw(&source, &page)
        }
        other => Err(source.kind.problem(format!("{other} is no kind of picture: rooms, sequence, chart"))),
    }
}
