//! Boxes in lanes, and arrows between them.
//!
//! ```text
//! rooms 6
//! title Who uses whom
//! lane yours
//! box program 1-6 strong | Your program | a line | another
//! lane shared | by all
//! box transport 1-3 | awsjson-transport
//! arrow program transport | what passes
//! ```
//!
//! The number is that of the columns. A box has a name, the columns that it spans, perhaps `strong` or `quiet`, a
//! heading and lines. An arrow leads straight down or up where both boxes have columns in common, or to
//! the side within a lane. With a third word, such as `3`, it runs in the middle of that column.

use crate::canvas::{Anchor, Canvas, HEADING, MARGIN, PLAIN, SMALL, Toward, WIDTH};
use crate::source::{Problem, Source, Statement};

/// For the names of the lanes.
const LABELS: f64 = 112.0;
const GAP: f64 = 16.0;
/// Between two lanes, where arrows are seen.
const BETWEEN: f64 = 40.0;
/// Within a lane, above and below its boxes.
const PADDING: f64 = 12.0;
const LINE: f64 = 17.0;

struct Lane<'a> {
    statement: &'a Statement,
    label: Vec<&'a str>,
    boxes: Vec<Room<'a>>,
}

struct Room<'a> {
    statement: &'a Statement,
    name: &'a str,
    columns: (usize, usize),
    class: &'a str,
    texts: Vec<&'a str>,
}

/// A box where it stands.
struct Placed<'a> {
    name: &'a str,
    lane: usize,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

struct Grid {
    columns: usize,
    width: f64,
}

pub(crate) fn draw(source: &Source) -> Result<String, Problem> {
    let columns = source.kind.rest.parse().ok().filter(|columns| (1..=24).contains(columns));
    let columns = columns.ok_or_else(|| source.kind.problem("rooms takes the number of columns, 1 to 24"))?;
    let all = WIDTH - 2.0 * MARGIN - LABELS - PADDING;
    let grid = Grid { columns, width: (all + GAP) / columns as f64 };
    let (lanes, arrows) = read(source, &grid)?;

    let (mut canvas, mut y) = Canvas::begin(source)?;
    let mut placed = Vec::new();
    for (index, lane) in lanes.iter().enumerate() {
        y = draw_lane(&mut canvas, &grid, lane, index, y, &mut placed)? + BETWEEN;
    }
    for arrow in arrows {
        draw_arrow(&mut canvas, &grid, arrow, &placed)?;
    }
    Ok(canvas.finish(source, y - BETWEEN + MARGIN))
}

fn read<'a>(source: &'a Source, grid: &Grid) -> Result<(Vec<Lane<'a>>, Vec<&'a Statement>), Problem> {
    let (mut lanes, mut arrows) = (Vec::<Lane<'a>>::new(), Vec::new());
    for statement in &source.statements {
        match statement.word.as_str() {
            "lane" => lanes.push(Lane {
                statement,
                label: statement.rest.split('|').map(str::trim).collect(),
                boxes: Vec::new(),
            }),
            "box" => {
                let lane =
                    lanes.last_mut().ok_or_else(|| statement.problem("a box needs a lane before it"))?;
                lane.boxes.push(room(statement, grid)?);
            }
            "arrow" => arrows.push(statement),
            _ => return Err(statement.unknown()),
        }
    }
    Ok((lanes, arrows))
}

fn room<'a>(statement: &'a Statement, grid: &Grid) -> Result<Room<'a>, Problem> {
    let (words, texts) = statement.parts();
    let (name, columns, class) = match words.as_slice() {
        [name, columns] => (*name, *columns, "box"),
        [name, columns, class @ ("strong" | "quiet")] => (*name, *columns, *class),
        _ => return Err(statement.problem("a box has a name, columns, and perhaps strong or quiet")),
    };
    let (from, to) = columns.split_once('-').unwrap_or((columns, columns));
    let columns = match (from.parse(), to.parse()) {
        (Ok(from), Ok(to)) if 1 <= from && from <= to && to <= grid.columns => (from, to),
        _ => return Err(statement.problem(format!("{columns} are no columns"))),
    };
    Ok(Room { statement, name, columns, class, texts })
}

impl Grid {
    fn left(&self, column: usize) -> f64 {
        MARGIN + LABELS + (column as f64 - 1.0) * self.width
    }

    fn right(&self, column: usize) -> f64 {
        self.left(column + 1) - GAP
    }
}

/// Draws a lane with its boxes and gives its lower edge.
fn draw_lane<'a>(
    canvas: &mut Canvas,
    grid: &Grid,
    lane: &Lane<'a>,
    index: usize,
    top: f64,
    placed: &mut Vec<Placed<'a>>,
) -> Result<f64, Problem> {
    let lines = lane.boxes.iter().map(|room| room.texts.len()).max().unwrap_or(1);
    let height = 20.0 + LINE * lines as f64;
    let bottom = top + height + 2.0 * PADDING;
    canvas.rectangle("lane", (MARGIN - 12.0, top), (WIDTH - 2.0 * MARGIN + 24.0, bottom - top), 10.0);
    let first = (top + bottom) / 2.0 + 4.0 - 8.0 * (lane.label.len() as f64 - 1.0);
    for (line, text) in lane.label.iter().enumerate() {
        if SMALL.width(text) > LABELS {
            return Err(lane
                .statement
                .problem(format!("\"{text}\" is wider than the names of lanes may be")));
        }
        canvas.text((MARGIN, first + 16.0 * line as f64), text, SMALL, Anchor::Start);
    }
    for room in &lane.boxes {
        let (left, right) = (grid.left(room.columns.0), grid.right(room.columns.1));
        let y = top + PADDING;
        canvas.rectangle(room.class, (left, y), (right - left, height), 8.0);
        let mut base = y + (height - LINE * room.texts.len() as f64) / 2.0 + 13.0;
        for (line, text) in room.texts.iter().enumerate() {
            let font = if line == 0 { HEADING } else { PLAIN };
            if font.width(text) > right - left - 12.0 {
                return Err(room.statement.problem(format!("\"{text}\" is wider than its box")));
            }
            canvas.text(((left + right) / 2.0, base), text, font, Anchor::Middle);
            base += LINE;
        }
        placed.push(Placed { name: room.name, lane: index, left, right, top: y, bottom: y + height });
    }
    Ok(bottom)
}

fn draw_arrow(
    canvas: &mut Canvas,
    grid: &Grid,
    statement: &Statement,
    placed: &[Placed<'_>],
) -> Result<(), Problem> {
    let (words, texts) = statement.parts();
    let find = |name: &str| {
        let found = placed.iter().find(|room| room.name == name);
        found.ok_or_else(|| statement.problem(format!("there is no box {name}")))
    };
    let (from, to, column) = match words.as_slice() {
        [from, to] => (find(from)?, find(to)?, None),
        [from, to, column] => (find(from)?, find(to)?, column.parse::<usize>().ok()),
        _ => return Err(statement.problem("an arrow has two boxes, and perhaps a column")),
    };
    if from.lane == to.lane {
        let y = (from.top + from.bottom) / 2.0;
        let (start, end, toward) = if from.right < to.left {
            (from.right, to.left, Toward::Right)
        } else {
            (from.left, to.right, Toward::Left)
        };
        canvas.line(&[(start, y), (end, y)], false, false);
        canvas.head((end, y), toward);
        return Ok(());
    }
    let (left, right) = (from.left.max(to.left), from.right.min(to.right));
    let x = column.map_or((left + right) / 2.0, |column| (grid.left(column) + grid.right(column)) / 2.0);
    if x < left || x > right {
        return Err(statement.problem("the boxes have no column in common"));
    }
    let (start, end, toward) = if from.lane < to.lane {
        (from.bottom, to.top, Toward::Down)
    } else {
        (from.top, to.bottom, Toward::Up)
    };
    canvas.line(&[(x, start), (x, end)], false, false);
    canvas.head((x, end), toward);
    if let Some(text) = texts.first() {
        if x + 8.0 + SMALL.width(text) > WIDTH - 8.0 {
            return Err(statement.problem(format!("\"{text}\" is wider than what is left of the picture")));
        }
        // In the gap next to who uses.
        let y = match toward {
            Toward::Up => from.top - PADDING - BETWEEN / 2.0 + 4.0,
            _ => from.bottom + PADDING + BETWEEN / 2.0 + 4.0,
        };
        canvas.text((x + 8.0, y), text, SMALL, Anchor::Start);
    }
    Ok(())
}
