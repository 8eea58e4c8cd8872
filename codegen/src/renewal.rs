//! Beside the stages: what a newer model means, before it takes the place of the one in use.

mod changes;
mod facts;

use std::fmt;

pub(crate) use changes::changes;
pub(crate) use facts::facts_only;

/// A difference between two models, in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Change {
    /// Whether a program may no longer compile, or may mean something else, once it uses the newer model.
    pub breaks: bool,
    /// What is different, beginning with the name of the shape.
    pub text: String,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
