//! Filters of lists of parameters: what may be asked, and what fits.

mod check;

use super::name::Key;
use super::parameter::{Parameter, Version};
use crate::model::types::{ParameterStringFilter, ParametersFilter};
use crate::protocol::{Call, Error};

/// The operation that filters are for, on which depends what may be asked.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum For {
    Describe,
    ByPath,
}

/// What a filter looks at.
#[derive(Clone, Debug, PartialEq)]
enum Subject {
    DataType,
    KeyId,
    Label,
    Name,
    Path,
    Tag(String),
    Tier,
    Type,
}

/// How it compares.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Comparison {
    BeginsWith,
    Contains,
    Equals,
    OneLevel,
    Recursive,
}

/// Conditions of which a parameter must meet all.
pub(super) struct Filters(Vec<Filter>);

struct Filter {
    subject: Subject,
    comparison: Comparison,
    /// Of these one must fit. None of them fit a tag whatever its value.
    values: Vec<String>,
}

impl Filters {
    /// The filters of a request, if they may be asked of this operation.
    pub(super) fn of(filters: Option<Vec<ParameterStringFilter>>, operation: For) -> Result<Self, Error> {
        let filters = filters.unwrap_or_default();
        check::no_key_twice(filters.iter().map(|filter| filter.key.as_str()))?;
        filters.into_iter().map(|filter| check::filter(filter, operation)).collect::<Result<_, _>>().map(Self)
    }

    /// The filters in the form that came before, which knows fewer keys and no options: names are
    /// compared by their beginning, all else as a whole.
    pub(super) fn of_older_form(filters: Vec<ParametersFilter>) -> Result<Self, Error> {
        check::no_key_twice(filters.iter().map(|filter| filter.key.as_str()))?;
        let newer = |filter: ParametersFilter| ParameterStringFilter {
            option: (filter.key.as_str() == "Name").then(|| "BeginsWith".to_owned()),
            key: filter.key.as_str().to_owned(),
            values: Some(filter.values),
        };
        Self::of(Some(filters.into_iter().map(newer).collect()), For::Describe)
    }

    /// Whether the latest version of a parameter meets all conditions.
    pub(super) fn accept(&self, key: &Key, parameter: &Parameter, call: &Call<'_>) -> bool {
        self.0.iter().all(|filter| filter.accepts(key, parameter.latest(), call))
    }

    /// The version of a parameter that meets all conditions, with the label that it was asked by:
    /// the newest one that has a label asked for, or the latest if no label is.
    pub(super) fn choose<'a>(
        &self,
        key: &Key,
        parameter: &'a Parameter,
        call: &Call<'_>,
    ) -> Option<(&'a Version, Option<String>)> {
        let (version, label) = match self.0.iter().find(|filter| filter.subject == Subject::Label) {
            None => (parameter.latest(), None),
            Some(filter) => parameter.versions().rev().find_map(|version| {
                let label = version.labels.iter().find(|label| filter.values.contains(label))?;
                Some((version, Some(label.clone())))
            })?,
        };
        self.0.iter().all(|filter| filter.accepts(key, version, call)).then_some((version, label))
    }
}

impl Filter {
    fn accepts(&self, key: &Key, version: &Version, call: &Call<'_>) -> bool {
        let content = &version.content;
        match &self.subject {
            Subject::DataType => self.fits(&content.data_type),
            Subject::KeyId => content.key_id.as_deref().is_some_and(|key_id| self.fits(key_id)),
            Subject::Label => version.labels.iter().any(|label| self.fits(label)),
            Subject::Name | Subject::Path => self.fits(key.as_path()),
            Subject::Tier => self.fits(content.tier.as_str()),
            Subject::Type => self.fits(content.kind.as_str()),
            Subject::Tag(name) => {
                let value = call.store.tags.of(&key.resource()).and_then(|tags| tags.get(name));
                value.is_some_and(|value| self.values.is_empty() || self.fits(value))
            }
        }
    }

    fn fits(&self, found: &str) -> bool {
        self.values.iter().any(|value| match self.comparison {
            Comparison::BeginsWith => found.starts_with(value.as_str()),
            Comparison::Contains => found.contains(value.as_str()),
            Comparison::Equals => found == value,
            Comparison::OneLevel => below(value, found).is_some_and(|rest| !rest.contains('/')),
            Comparison::Recursive => below(value, found).is_some(),
        })
    }
}

/// What follows a path, which is empty for the root, in the path of a parameter.
pub(super) fn below<'a>(path: &str, of: &'a str) -> Option<&'a str> {
    of.strip_prefix(path)?.strip_prefix('/')
}
