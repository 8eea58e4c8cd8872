//! Bars, from the rows of a Markdown table.
//!
//! ```text
//! chart ../performance/peers.md
//! title What it costs
//! row client alone, release: CPU s
//! ```
//!
//! The page has one table, whose first row names what is compared and whose first column names the rows. A cell
//! begins with a number; what follows it in brackets is left out, and so is a column `noise`. Each row of the
//! picture has a scale of its own, from zero.

use crate::canvas::{Anchor, Canvas, HEADING, MARGIN, PLAIN, SMALL, WIDTH};
use crate::source::{Problem, Source, Statement};

/// Between the two columns of panels.
const GUTTER: f64 = 40.0;
const NAMES: f64 = 74.0;
const VALUES: f64 = 86.0;
const BAR: f64 = 19.0;

struct Table<'a> {
    names: Vec<&'a str>,
    rows: Vec<(&'a str, Vec<&'a str>)>,
}

struct Panel<'a> {
    statement: &'a Statement,
    /// What is compared, its number as it is written, and the number.
    bars: Vec<(&'a str, &'a str, f64)>,
}

pub(crate) fn draw(source: &Source, page: &str) -> Result<String, Problem> {
    let table = Table::of(page).ok_or_else(|| source.kind.problem("the page has no table"))?;
    let panels: Vec<Panel<'_>> =
        source.statements.iter().map(|statement| table.panel(statement)).collect::<Result<_, _>>()?;
    let (mut canvas, top) = Canvas::begin(source)?;
    let width = (WIDTH - 2.0 * MARGIN - GUTTER) / 2.0;
    let mut y = top + 6.0;
    for pair in panels.chunks(2) {
        let mut bottom = y;
        for (index, panel) in pair.iter().enumerate() {
            let left = MARGIN + (width + GUTTER) * index as f64;
            bottom = bottom.max(panel.draw(&mut canvas, (left, y), width)?);
        }
        y = bottom + 22.0;
    }
    Ok(canvas.finish(source, y - 22.0 + MARGIN))
}

impl<'a> Table<'a> {
    fn of(page: &'a str) -> Option<Self> {
        let mut lines =
            page.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
        let names = cells(lines.next()?).skip(1).collect();
        let rows = lines.skip(1).filter_map(|line| {
            let mut cells = cells(line);
            Some((cells.next()?, cells.collect()))
        });
        Some(Self { names, rows: rows.collect() })
    }

    fn panel(&self, statement: &'a Statement) -> Result<Panel<'a>, Problem> {
        if statement.word != "row" {
            return Err(statement.unknown());
        }
        let row = self.rows.iter().find(|(title, _)| *title == statement.rest);
        let (_, cells) = row.ok_or_else(|| statement.problem("the table has no such row"))?;
        let columns = self.names.iter().zip(cells).filter(|(name, _)| **name != "noise");
        let bars: Vec<_> = columns
            .filter_map(|(name, cell)| {
                let written = cell.split_whitespace().next()?;
                Some((*name, written, written.replace(',', "").parse().ok()?))
            })
            .collect();
        if bars.is_empty() {
            return Err(statement.problem("the row has no number"));
        }
        Ok(Panel { statement, bars })
    }
}

/// The cells of a row, without the edges.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.trim().trim_matches('|').split('|').map(str::trim)
}

impl Panel<'_> {
    /// Draws it and gives its lower edge.
    fn draw(&self, canvas: &mut Canvas, (left, top): (f64, f64), width: f64) -> Result<f64, Problem> {
        if HEADING.width(&self.statement.rest) > width {
            return Err(self.statement.problem("the row's title is wider than its panel"));
        }
        canvas.text((left, top + 14.0), &self.statement.rest, HEADING, Anchor::Start);
        let most = self.bars.iter().map(|(_, _, value)| *value).fold(0.0, f64::max);
        let room = width - NAMES - VALUES;
        let mut y = top + 26.0;
        for (index, (name, written, value)) in self.bars.iter().enumerate() {
            let length = if most > 0.0 { room * value / most } else { 0.0 };
            let (class, font) = if index == 0 { ("ours", HEADING) } else { ("bar", PLAIN) };
            canvas.text(
                (left + NAMES - 10.0, y + 12.0),
                name,
                if index == 0 { font } else { SMALL },
                Anchor::End,
            );
            canvas.rectangle(class, (left + NAMES, y + 1.0), (length.max(1.5), BAR - 6.0), 2.0);
            canvas.text((left + NAMES + length + 8.0, y + 12.0), written, font, Anchor::Start);
            y += BAR;
        }
        Ok(y)
    }
}
