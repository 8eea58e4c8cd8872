//! Shapes that hold each other: the circles of the model.

use std::collections::BTreeMap;

use crate::ast::{Kind, Member, Model};

/// Numbers for shapes, the same for all shapes of one circle and for no others.
pub(super) struct Circles(BTreeMap<String, usize>);

impl Circles {
    /// Circles through members of structures and unions, without a list or map between: a type on
    /// one would have no finite size.
    pub(super) fn direct(model: &Model) -> Circles {
        Circles::through(model, |kind| match kind {
            Kind::Structure { members } | Kind::Union { members } => members.iter().collect(),
            _ => Vec::new(),
        })
    }

    /// Circles through required members of structures: a value of a type on one would have no end.
    pub(super) fn required(model: &Model) -> Circles {
        Circles::through(model, |kind| match kind {
            Kind::Structure { members } => members.iter().filter(|member| member.traits.required).collect(),
            _ => Vec::new(),
        })
    }

    /// Whether two shapes, of which one holds the other, are on a circle.
    pub(super) fn join(&self, one: &str, other: &str) -> bool {
        self.0.get(one).is_some_and(|number| self.0.get(other) == Some(number))
    }

    fn through(model: &Model, steps: fn(&Kind) -> Vec<&Member>) -> Circles {
        let mut search =
            Search { model, steps, found: BTreeMap::new(), open: Vec::new(), circles: BTreeMap::new() };
        for (id, _) in model.shapes() {
            search.from(id);
        }
        Circles(search.circles)
    }
}

/// Tarjan's search for strongly connected components, without recursion: a chain of shapes may be as
/// long as the model.
struct Search<'a> {
    model: &'a Model,
    steps: fn(&Kind) -> Vec<&Member>,
    /// The order in which shapes were found.
    found: BTreeMap<&'a str, usize>,
    /// Shapes whose circle is not complete yet.
    open: Vec<&'a str>,
    circles: BTreeMap<String, usize>,
}

/// A shape on the way from where the search began, with the members still to follow.
struct Visit<'a> {
    id: &'a str,
    targets: Vec<&'a str>,
    /// The earliest found shape that this one is known to lead back to.
    earliest: usize,
}

impl<'a> Search<'a> {
    fn from(&mut self, start: &'a str) {
        let mut way: Vec<Visit<'a>> = self.visit(start).into_iter().collect();
        while let Some(current) = way.last_mut() {
            if let Some(target) = current.targets.pop() {
                match self.found.get(target) {
                    Some(_) if self.circles.contains_key(target) => {}
                    Some(number) => current.earliest = current.earliest.min(*number),
                    None => way.extend(self.visit(target)),
                }
            } else if let Some(done) = way.pop() {
                self.leave(&done);
                if let Some(before) = way.last_mut() {
                    before.earliest = before.earliest.min(done.earliest);
                }
            }
        }
    }

    /// Begins with a shape, unless it was found before.
    fn visit(&mut self, id: &'a str) -> Option<Visit<'a>> {
        if self.found.contains_key(id) {
            return None;
        }
        let shape = self.model.shape(id, id).ok()?;
        let number = self.found.len();
        self.found.insert(id, number);
        self.open.push(id);
        let targets = (self.steps)(&shape.kind).into_iter().map(|member| member.target.as_str()).collect();
        Some(Visit { id, targets, earliest: number })
    }

    /// A shape that leads back to none found earlier completes a circle with all that are open since.
    fn leave(&mut self, done: &Visit<'a>) {
        if self.found.get(done.id) == Some(&done.earliest) {
            while let Some(id) = self.open.pop() {
                self.circles.insert(id.to_owned(), done.earliest);
                if id == done.id {
                    break;
                }
            }
        }
    }
}
