//! What does not fit in a tree, without what is there.

use std::error::Error;
use std::fmt;

use serde::de::{self, Expected, Unexpected};

/// Parameters do not fit a type. Names the parameter, or the path that lacks one, and what was expected.
///
/// No value is in it, with one exception that has to be asked for: [`detail`](Self::detail).
pub struct TreeError {
    place: Option<String>,
    problem: String,
    detail: Option<String>,
}

impl TreeError {
    /// The parameter that does not fit, or the path below which one does not.
    #[must_use]
    pub fn parameter(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// What the program's own type said against the value, if it did. It may repeat the value, so neither
    /// `Display` nor `Debug` show it: think twice before it goes into a log.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    pub(super) fn new(problem: impl Into<String>) -> Self {
        Self { place: None, problem: problem.into(), detail: None }
    }

    /// Where it was. What is said first is nearest.
    pub(super) fn at(mut self, place: &str) -> Self {
        self.place.get_or_insert_with(|| place.to_owned());
        self
    }

    /// It was this element of a list, counted from 1.
    pub(super) fn in_element(mut self, number: usize) -> Self {
        self.problem = format!("element {number} of the list: {}", self.problem);
        self
    }
}

/// What serde says, as far as it cannot repeat a value.
impl de::Error for TreeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let detail = Some(message.to_string());
        Self { detail, ..Self::new("the value is not one that its type takes") }
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}"))
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}, and there are {length} elements"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("expected one of: {}", expected.join(", ")))
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("there is a parameter whose name is none of: {}", expected.join(", ")))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(format!("there is no parameter {field} below it"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(format!("{field} is there twice"))
    }
}

impl fmt::Display for TreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place.as_deref().unwrap_or("the parameters"), self.problem)
    }
}

impl fmt::Debug for TreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TreeError")
            .field("parameter", &self.place)
            .field("problem", &self.problem)
            .finish_non_exhaustive()
    }
}

impl Error for TreeError {}
