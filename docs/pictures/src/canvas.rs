//! SVG, as far as the pictures need it.

use std::fmt::Write;

use crate::source::{Problem, Source};

/// The width of every picture.
pub(crate) const WIDTH: f64 = 960.0;

/// Between the edge of a picture and what is in it.
pub(crate) const MARGIN: f64 = 28.0;

/// Colours by name, light and dark. A picture brings its background, so that it can be read wherever it is
/// shown; where the viewer is known to prefer dark, it is dark.
const STYLE: &str = "\
text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif;fill:#1f2a37}
.bold{font-weight:600}
.paper{fill:#fbfaf7;stroke:#dcd8cf}
.lane{fill:#f1eee7}
.box{fill:#fff;stroke:#8a94a3}
.strong{fill:#e3edf9;stroke:#2f6db3}
.quiet{fill:#f8f7f3;stroke:#b9b4a8}
.muted{fill:#667080}
.line{fill:none;stroke:#56616f}
.faint{fill:none;stroke:#b4b0a6}
.head{fill:#56616f}
.on-paper,.on-lane{stroke-width:6px;stroke-linejoin:round;paint-order:stroke}
.on-paper{stroke:#fbfaf7}
.on-lane{stroke:#f1eee7}
.bar{fill:#b9c1cb}
.ours{fill:#2f6db3}
@media (prefers-color-scheme:dark){
text{fill:#e5e9ef}
.paper{fill:#161b22;stroke:#30363d}
.lane{fill:#1d232c}
.box{fill:#232b36;stroke:#76818f}
.strong{fill:#1d3557;stroke:#6fa8e8}
.quiet{fill:#1b2129;stroke:#4a525d}
.muted{fill:#9aa5b4}
.line{stroke:#a3adba}
.faint{stroke:#4f5865}
.head{fill:#a3adba}
.on-paper{stroke:#161b22}
.on-lane{stroke:#1d232c}
.bar{fill:#566272}
.ours{fill:#6fa8e8}
}
";

/// A picture under way.
pub(crate) struct Canvas {
    body: String,
}

/// How a text is set.
#[derive(Clone, Copy)]
pub(crate) struct Font {
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) muted: bool,
}

pub(crate) const TITLE: Font = Font { size: 20.0, bold: true, muted: false };
pub(crate) const HEADING: Font = Font { size: 14.0, bold: true, muted: false };
pub(crate) const PLAIN: Font = Font { size: 12.5, bold: false, muted: false };
pub(crate) const SMALL: Font = Font { size: 12.0, bold: false, muted: true };

/// What a text stands on, if it covers the lines there.
#[derive(Clone, Copy)]
pub(crate) enum Ground {
    Paper,
    Lane,
}

/// Where a text stands from its point.
#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Where an arrow points.
#[derive(Clone, Copy)]
pub(crate) enum Toward {
    Down,
    Up,
    Left,
    Right,
}

impl Font {
    /// How wide a text may become, whatever the fonts of who looks at it: measured with wide ones.
    pub(crate) fn width(self, text: &str) -> f64 {
        let ems: f64 = text.chars().map(width_in_ems).sum();
        ems * self.size * if self.bold { 1.1 } else { 1.0 }
    }
}

/// About what DejaVu Sans and Verdana take, the widest of the usual ones.
fn width_in_ems(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 0.43,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '→' | '…' => 0.98,
        'A'..='Z' => 0.73,
        _ => 0.63,
    }
}

impl Canvas {
    /// An empty picture with its heading, and where what follows may begin.
    pub(crate) fn begin(source: &Source) -> Result<(Self, f64), Problem> {
        let mut canvas = Self { body: String::new() };
        let heading = [Some((&source.title, TITLE)), source.about.as_ref().map(|about| (about, SMALL))];
        let mut top = MARGIN;
        for (text, font) in heading.into_iter().flatten() {
            if font.width(text) > WIDTH - 2.0 * MARGIN {
                return Err(source.kind.problem(format!("\"{text}\" is wider than the picture")));
            }
            canvas.text((MARGIN, top + 0.9 * font.size), text, font, Anchor::Start);
            top += font.size + 13.0;
        }
        Ok((canvas, top))
    }

    pub(crate) fn text(&mut self, at: (f64, f64), text: &str, font: Font, anchor: Anchor) {
        self.text_of_class(at, text, font, anchor, "");
    }

    /// A text that is not crossed by the lines that it stands on.
    pub(crate) fn covering_text(
        &mut self,
        at: (f64, f64),
        text: &str,
        font: Font,
        anchor: Anchor,
        ground: Ground,
    ) {
        let class = match ground {
            Ground::Paper => "on-paper ",
            Ground::Lane => "on-lane ",
        };
        self.text_of_class(at, text, font, anchor, class);
    }

    fn text_of_class(&mut self, (x, y): (f64, f64), text: &str, font: Font, anchor: Anchor, class: &str) {
        let kind = match (font.bold, font.muted) {
            (true, _) => "bold",
            (false, true) => "muted",
            (false, false) => "",
        };
        let class = format!("{class}{kind}");
        let class = if class.is_empty() { class } else { format!(" class=\"{}\"", class.trim()) };
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        self.element(&format!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{}\"{anchor}{class}>{text}</text>",
            font.size
        ));
    }

    /// A rectangle with round corners.
    pub(crate) fn rectangle(
        &mut self,
        class: &str,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        radius: f64,
    ) {
        self.element(&format!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{radius}\"/>"
        ));
    }

    /// A line from point to point.
    pub(crate) fn line(&mut self, points: &[(f64, f64)], dashed: bool, faint: bool) {
        let mut path = String::new();
        for (index, (x, y)) in points.iter().enumerate() {
            let command = if index == 0 { 'M' } else { 'L' };
            // Writing to a string cannot fail.
            let _ = write!(path, "{command}{x:.1} {y:.1}");
        }
        let class = if faint { "faint" } else { "line" };
        let dashes = if dashed { " stroke-dasharray=\"5 4\"" } else { "" };
        self.element(&format!("<path class=\"{class}\" stroke-width=\"1.4\"{dashes} d=\"{path}\"/>"));
    }

    /// The head of an arrow that ends at a point.
    pub(crate) fn head(&mut self, (x, y): (f64, f64), toward: Toward) {
        let (length, half) = (9.0, 4.5);
        let [(ax, ay), (bx, by)] = match toward {
            Toward::Down => [(x - half, y - length), (x + half, y - length)],
            Toward::Up => [(x - half, y + length), (x + half, y + length)],
            Toward::Right => [(x - length, y - half), (x - length, y + half)],
            Toward::Left => [(x + length, y - half), (x + length, y + half)],
        };
        self.element(&format!(
            "<path class=\"head\" d=\"M{x:.1} {y:.1}L{ax:.1} {ay:.1}L{bx:.1} {by:.1}Z\"/>"
        ));
    }

    fn element(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }

    /// The finished picture, as high as this.
    pub(crate) fn finish(self, source: &Source, height: f64) -> String {
        let label = source.title.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height:.0}\" width=\"{WIDTH}\" \
             height=\"{height:.0}\" role=\"img\" aria-label=\"{label}\">\n<style>\n{STYLE}</style>\n\
             <rect class=\"paper\" x=\"0.5\" y=\"0.5\" width=\"{:.1}\" height=\"{:.1}\" rx=\"12\"/>\n{}</svg>\n",
            WIDTH - 1.0,
            height.round() - 1.0,
            self.body
        )
    }
}
