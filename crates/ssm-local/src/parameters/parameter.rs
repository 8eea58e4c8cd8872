//! A parameter: its versions, and the labels on them.

use std::collections::VecDeque;
use std::iter;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::policy::Policies;
use super::value::Value;
use crate::model::types::{ParameterTier, ParameterType};

/// How many versions of a parameter are kept.
pub(super) const MAXIMUM_VERSIONS: usize = 100;

/// How many labels a version may have.
pub(super) const MAXIMUM_LABELS: usize = 10;

/// All that one version consists of. What a new version does not say it takes over from the one
/// before.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) kind: ParameterType,
    pub(super) value: Value,
    pub(super) key_id: Option<String>,
    pub(super) description: Option<String>,
    pub(super) allowed_pattern: Option<String>,
    pub(super) data_type: String,
    pub(super) tier: ParameterTier,
    pub(super) policies: Policies,
}

/// One version of a parameter.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Version {
    pub(super) number: i64,
    pub(super) modified: OffsetDateTime,
    pub(super) labels: Vec<String>,
    pub(super) content: Content,
}

/// A parameter with the versions that are kept of it, of which there is always one.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Parameter {
    /// The name as it was given first.
    pub(super) name: String,
    /// They hardly ever change, so that they are shared with the state before a call.
    earlier: VecDeque<Arc<Version>>,
    latest: Version,
}

/// What stands in the way of a new version: the oldest one, to which labels are attached.
#[derive(Debug, PartialEq)]
pub(super) struct OldestIsLabelled(pub(super) i64);

/// What stands in the way of labels.
#[derive(Debug, PartialEq)]
pub(super) enum LabelError {
    NoSuchVersion,
    TooMany,
}

impl Parameter {
    /// A parameter in its first version.
    pub(super) fn new(name: &str, content: Content, now: OffsetDateTime) -> Self {
        let latest = Version { number: 1, modified: now, labels: Vec::new(), content };
        Self { name: name.to_owned(), earlier: VecDeque::new(), latest }
    }

    pub(super) fn latest(&self) -> &Version {
        &self.latest
    }

    /// The versions that are kept, oldest first.
    pub(super) fn versions(&self) -> impl DoubleEndedIterator<Item = &Version> {
        self.earlier.iter().map(Arc::as_ref).chain(iter::once(&self.latest))
    }

    fn versions_mut(&mut self) -> impl Iterator<Item = &mut Version> {
        self.earlier.iter_mut().map(Arc::make_mut).chain(iter::once(&mut self.latest))
    }

    pub(super) fn version(&self, number: i64) -> Option<&Version> {
        self.versions().find(|version| version.number == number)
    }

    pub(super) fn labelled(&self, label: &str) -> Option<&Version> {
        self.versions().find(|version| version.labels.iter().any(|held| held == label))
    }

    /// Whether a new version would be kept, which it is not if the oldest one had to go and has
    /// labels.
    pub(super) fn check_room(&self) -> Result<(), OldestIsLabelled> {
        match self.earlier.front() {
            Some(oldest) if self.is_full() && !oldest.labels.is_empty() => {
                Err(OldestIsLabelled(oldest.number))
            }
            _ => Ok(()),
        }
    }

    fn is_full(&self) -> bool {
        self.earlier.len() + 1 >= MAXIMUM_VERSIONS
    }

    /// Adds a version and returns its number. The oldest goes if there are too many.
    pub(super) fn add(&mut self, content: Content, now: OffsetDateTime) -> Result<i64, OldestIsLabelled> {
        self.check_room()?;
        if self.is_full() {
            self.earlier.pop_front();
        }
        let number = self.latest.number + 1;
        let latest = Version { number, modified: now, labels: Vec::new(), content };
        self.earlier.push_back(Arc::new(std::mem::replace(&mut self.latest, latest)));
        Ok(number)
    }

    /// Attaches labels to a version, taking them from whichever version has them. All or none.
    pub(super) fn label(&mut self, number: i64, labels: &[String]) -> Result<(), LabelError> {
        let version = self.version(number).ok_or(LabelError::NoSuchVersion)?;
        let mut all = version.labels.clone();
        for label in labels {
            if !all.contains(label) {
                all.push(label.clone());
            }
        }
        if all.len() > MAXIMUM_LABELS {
            return Err(LabelError::TooMany);
        }
        for version in self.versions_mut() {
            if version.number == number {
                version.labels.clone_from(&all);
            } else {
                version.labels.retain(|label| !all.contains(label));
            }
        }
        Ok(())
    }

    /// Takes those of the labels from a version that it has, and returns them.
    pub(super) fn unlabel(&mut self, number: i64, labels: &[String]) -> Result<Vec<String>, LabelError> {
        let version = self.versions_mut().find(|version| version.number == number);
        let held = &mut version.ok_or(LabelError::NoSuchVersion)?.labels;
        let (removed, kept) = std::mem::take(held).into_iter().partition(|label| labels.contains(label));
        *held = kept;
        Ok(removed)
    }
}

#[cfg(test)]
mod tests;
