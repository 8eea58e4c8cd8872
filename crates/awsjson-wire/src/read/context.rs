//! What reading carries along: how strict it is, and where it failed and why.

use crate::{DecodeError, Problem, Reading};

/// One step of the way from the root to a value.
pub(super) enum Step {
    Member(&'static str),
    Element(usize),
    Entry(usize),
}

pub(super) struct Context {
    pub(super) reading: Reading,
    /// Filled from the leaf upwards while an error unwinds, so that success costs nothing.
    unwound: Vec<Step>,
    problem: Option<Problem>,
    missing: Vec<Vec<Step>>,
}

impl Context {
    pub(super) fn new(reading: Reading) -> Self {
        Self { reading, unwound: Vec::new(), problem: None, missing: Vec::new() }
    }

    pub(super) fn fail<E: serde_core::de::Error>(&mut self, problem: Problem) -> E {
        self.problem = Some(problem);
        E::custom("the value does not fit")
    }

    pub(super) fn has_failed(&self) -> bool {
        self.problem.is_some()
    }

    pub(super) fn unwind(&mut self, step: Step) {
        self.unwound.push(step);
    }

    /// Notes a required member that is absent here; the steps above follow by [`Self::locate`].
    pub(super) fn note_missing(&mut self, member: &'static str) {
        self.missing.push(vec![Step::Member(member)]);
    }

    /// How many members are missing so far: the mark for [`Self::locate`].
    pub(super) fn missing_so_far(&self) -> usize {
        self.missing.len()
    }

    /// Adds the step above to all that was found missing since the mark.
    pub(super) fn locate(&mut self, mark: usize, step: impl Fn() -> Step) {
        for path in self.missing.iter_mut().skip(mark) {
            path.push(step());
        }
    }

    /// That no required member was found missing, or the error that names them all.
    pub(super) fn complete(self) -> Result<(), DecodeError> {
        let missing = self.into_missing();
        if missing.is_empty() {
            return Ok(());
        }
        Err(DecodeError { path: String::new(), offset: None, problem: Problem::MissingMembers(missing) })
    }

    pub(super) fn into_missing(self) -> Vec<String> {
        self.missing.iter().map(|steps| join(steps)).collect()
    }

    pub(super) fn take_path(&mut self) -> String {
        join(&std::mem::take(&mut self.unwound))
    }

    pub(super) fn take_error(&mut self, offset: Option<usize>) -> Option<DecodeError> {
        let problem = self.problem.take()?;
        Some(DecodeError { path: self.take_path(), offset, problem })
    }
}

/// The path of steps that were collected from the leaf upwards.
fn join(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps.iter().rev() {
        match step {
            Step::Member(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Element(index) => path.push_str(&format!("[{index}]")),
            Step::Entry(index) => path.push_str(&format!("{{{index}}}")),
        }
    }
    path
}
