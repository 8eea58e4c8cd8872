//! Actors side by side, and what passes between them in the course of time.
//!
//! ```text
//! sequence
//! title The way of a call
//! actor program | your program
//! actor transport | transport | one line more
//! message program transport | bytes
//! note transport | what it does by itself
//! reply transport program | an answer
//! frame program transport | again, up to three times
//! message program transport | more bytes
//! end
//! ```

use crate::canvas::{Anchor, Canvas, Ground, HEADING, MARGIN, PLAIN, SMALL, Toward, WIDTH};
use crate::source::{Problem, Source, Statement};

const LINE: f64 = 16.0;
/// How far a frame reaches beyond the lines of its actors.
const FRAME: f64 = 86.0;

struct Actor<'a> {
    name: &'a str,
    texts: Vec<&'a str>,
}

/// A frame that has begun.
struct Open<'a> {
    statement: &'a Statement,
    top: f64,
    left: f64,
    right: f64,
    text: &'a str,
}

/// Something to be drawn.
type Step<'a> = Box<dyn FnOnce(&mut Canvas) + 'a>;

struct Course<'a> {
    actors: Vec<Actor<'a>>,
    y: f64,
    open: Vec<Open<'a>>,
    /// What is drawn above the frames and lines of life, which are known in the end only.
    steps: Vec<Step<'a>>,
}

pub(crate) fn draw(source: &Source) -> Result<String, Problem> {
    let (mut canvas, top) = Canvas::begin(source)?;
    let mut course = Course { actors: Vec::new(), y: 0.0, open: Vec::new(), steps: Vec::new() };
    let mut others = Vec::new();
    for statement in &source.statements {
        if statement.word == "actor" {
            let ([name], texts) = statement.words()?;
            course.actors.push(Actor { name, texts });
        } else {
            others.push(statement);
        }
    }
    let lines = course.actors.iter().map(|actor| actor.texts.len()).max().unwrap_or(1);
    let head = 18.0 + LINE * lines as f64;
    course.y = top + head + 16.0;
    for statement in others {
        course.step(statement, &mut canvas)?;
    }
    if let Some(open) = course.open.last() {
        return Err(open.statement.problem("the frame has no end"));
    }
    let bottom = course.y + 8.0;
    for index in 0..course.actors.len() {
        let x = course.x(index);
        canvas.line(&[(x, top + head), (x, bottom)], true, true);
    }
    course.draw_heads(&mut canvas, source, top, head)?;
    for step in course.steps {
        step(&mut canvas);
    }
    Ok(canvas.finish(source, bottom + MARGIN - 8.0))
}

impl<'a> Course<'a> {
    fn spacing(&self) -> f64 {
        (WIDTH - 2.0 * MARGIN) / self.actors.len() as f64
    }

    fn x(&self, index: usize) -> f64 {
        MARGIN + self.spacing() * (index as f64 + 0.5)
    }

    fn find(&self, statement: &Statement, name: &str) -> Result<f64, Problem> {
        let index = self.actors.iter().position(|actor| actor.name == name);
        index.map(|index| self.x(index)).ok_or_else(|| statement.problem(format!("there is no actor {name}")))
    }

    fn draw_heads(&self, canvas: &mut Canvas, source: &Source, top: f64, height: f64) -> Result<(), Problem> {
        for (index, actor) in self.actors.iter().enumerate() {
            let width = self.spacing() - 14.0;
            let class = if index == 0 { "strong" } else { "box" };
            canvas.rectangle(class, (self.x(index) - width / 2.0, top), (width, height), 8.0);
            let mut base = top + (height - LINE * actor.texts.len() as f64) / 2.0 + 12.5;
            for (line, text) in actor.texts.iter().enumerate() {
                let font = if line == 0 { HEADING } else { SMALL };
                if font.width(text) > width - 10.0 {
                    return Err(source.kind.problem(format!("\"{text}\" is wider than its actor's box")));
                }
                canvas.text((self.x(index), base), text, font, Anchor::Middle);
                base += LINE;
            }
        }
        Ok(())
    }

    fn step(&mut self, statement: &'a Statement, canvas: &mut Canvas) -> Result<(), Problem> {
        match statement.word.as_str() {
            "message" => self.message(statement, false),
            "reply" => self.message(statement, true),
            "note" => self.note(statement),
            "frame" => self.frame(statement),
            "end" => self.end(statement, canvas),
            _ => Err(statement.unknown()),
        }
    }

    fn message(&mut self, statement: &'a Statement, dashed: bool) -> Result<(), Problem> {
        let ([from, to], texts) = statement.words()?;
        let (from, to) = (self.find(statement, from)?, self.find(statement, to)?);
        let room = (to - from).abs() - 16.0;
        let top = self.y;
        for text in &texts {
            if PLAIN.width(text) > room {
                return Err(statement.problem(format!("\"{text}\" is wider than its arrow")));
            }
        }
        let line = top + LINE * texts.len() as f64 + 4.0;
        self.y = line + 16.0;
        let ground = if self.open.is_empty() { Ground::Paper } else { Ground::Lane };
        self.steps.push(Box::new(move |canvas| {
            for (index, text) in texts.iter().enumerate() {
                let base = top + LINE * (index as f64 + 1.0) - 3.0;
                canvas.covering_text(((from + to) / 2.0, base), text, PLAIN, Anchor::Middle, ground);
            }
            canvas.line(&[(from, line), (to, line)], dashed, false);
            canvas.head((to, line), if from < to { Toward::Right } else { Toward::Left });
        }));
        Ok(())
    }

    fn note(&mut self, statement: &'a Statement) -> Result<(), Problem> {
        let ([at], texts) = statement.words()?;
        let x = self.find(statement, at)?;
        let widest = texts.iter().map(|text| PLAIN.width(text)).fold(0.0, f64::max);
        let width = widest + 20.0;
        if x - width / 2.0 < 8.0 || x + width / 2.0 > WIDTH - 8.0 {
            return Err(statement.problem("the note is wider than the picture has room there"));
        }
        let (top, height) = (self.y, LINE * texts.len() as f64 + 12.0);
        self.y = top + height + 14.0;
        self.steps.push(Box::new(move |canvas| {
            canvas.rectangle("quiet", (x - width / 2.0, top), (width, height), 6.0);
            for (index, text) in texts.iter().enumerate() {
                canvas.text((x, top + LINE * (index as f64 + 1.0) + 2.0), text, PLAIN, Anchor::Middle);
            }
        }));
        Ok(())
    }

    fn frame(&mut self, statement: &'a Statement) -> Result<(), Problem> {
        let ([from, to], texts) = statement.words()?;
        let (left, right) = (self.find(statement, from)? - FRAME, self.find(statement, to)? + FRAME);
        let text = texts.first().copied().unwrap_or_default();
        if SMALL.width(text) > right - left - 20.0 {
            return Err(statement.problem(format!("\"{text}\" is wider than its frame")));
        }
        self.open.push(Open { statement, top: self.y, left, right: right.min(WIDTH - 14.0), text });
        self.y += 32.0;
        Ok(())
    }

    fn end(&mut self, statement: &Statement, canvas: &mut Canvas) -> Result<(), Problem> {
        let open = self.open.pop().ok_or_else(|| statement.problem("no frame has begun"))?;
        let size = (open.right - open.left, self.y - open.top);
        canvas.rectangle("lane", (open.left, open.top), size, 8.0);
        self.steps.push(Box::new(move |canvas| {
            let at = (open.left + 10.0, open.top + 18.0);
            canvas.covering_text(at, open.text, SMALL, Anchor::Start, Ground::Lane);
        }));
        self.y += 16.0;
        Ok(())
    }
}
