//! A change of a parameter.

use crate::parameters::Parameter;

/// A change of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub(super) name: String,
    pub(super) before: Option<i64>,
    pub(super) now: Option<Parameter>,
}

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was not there, or was not known.
    Added,
    /// It has another version, or was deleted and created anew.
    Changed,
    /// It is there no more.
    Removed,
}

impl Change {
    /// What kind of change it is.
    #[must_use]
    pub fn kind(&self) -> ChangeKind {
        match (&self.before, &self.now) {
            (None, _) => ChangeKind::Added,
            (Some(_), Some(_)) => ChangeKind::Changed,
            (Some(_), None) => ChangeKind::Removed,
        }
    }

    /// The parameter's name; as it was asked for, if it was by name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version that was known before.
    #[must_use]
    pub fn version_before(&self) -> Option<i64> {
        self.before
    }

    /// The parameter as it is now; none if it was removed.
    #[must_use]
    pub fn parameter(&self) -> Option<&Parameter> {
        self.now.as_ref()
    }

    /// The same, by value.
    #[must_use]
    pub fn into_parameter(self) -> Option<Parameter> {
        self.now
    }
}
