//! What is wrong with a document, all of it, each with its place.

use std::fmt;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Problem {
    /// Where: `mainSteps[1].inputs.runCommand`. Empty for the document as a whole.
    pub path: String,
    /// What: a sentence without the path. It holds no value of a parameter.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => formatter.write_str(&self.message),
            path => write!(formatter, "{path}: {}", self.message),
        }
    }
}

/// Everything that is wrong; at least one problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
    problems: Vec<Problem>,
}

impl Problems {
    /// The problems, in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.problems.iter()
    }

    /// Where the problems are, as in [`Problem::path`].
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.problems.iter().map(|problem| problem.path.as_str())
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(formatter, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Collects problems on a walk through a document.
#[derive(Default)]
pub(crate) struct Report {
    path: String,
    problems: Vec<Problem>,
}

impl Report {
    /// Walks through the member `key`.
    pub(crate) fn member<T>(&mut self, key: &str, walk: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(key);
        let result = walk(self);
        self.path.truncate(length);
        result
    }

    /// Walks through the element `index`.
    pub(crate) fn element<T>(&mut self, index: usize, walk: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path.push_str(&format!("[{index}]"));
        let result = walk(self);
        self.path.truncate(length);
        result
    }

    /// Notes a problem at the present place.
    pub(crate) fn problem(&mut self, message: impl Into<String>) {
        self.problems.push(Problem { path: self.path.clone(), message: message.into() });
    }

    /// Fails if anything was noted.
    pub(crate) fn finish(self) -> Result<(), Problems> {
        match self.problems.is_empty() {
            true => Ok(()),
            false => Err(Problems { problems: self.problems }),
        }
    }
}
