//! Whether a filter may be asked: its key, its option and its values.

use std::collections::BTreeSet;

use super::{Comparison, Filter, For, Subject};
use crate::model::types::{InvalidFilterKey, InvalidFilterOption, InvalidFilterValue, ParameterStringFilter};
use crate::parameters::name::{self, Key};
use crate::protocol::Error;

/// Refuses a key that occurs twice.
pub(super) fn no_key_twice<'a>(keys: impl Iterator<Item = &'a str>) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for key in keys {
        if !seen.insert(key) {
            return Err(invalid_key(format!(
                "The following filter is duplicated in the request: {key}. A request can contain only one \
                 occurrence of a specific filter."
            )));
        }
    }
    Ok(())
}

/// Understands one filter.
pub(super) fn filter(filter: ParameterStringFilter, operation: For) -> Result<Filter, Error> {
    let subject = subject(&filter.key, operation)?;
    let comparison = comparison(&subject, filter.option.as_deref())?;
    let values = filter.values.unwrap_or_default();
    if values.is_empty() && !matches!(subject, Subject::Tag(_)) {
        return Err(invalid_value(format!(
            "The following filter values are missing : null for filter key {}",
            filter.key
        )));
    }
    if let (Some(known), Comparison::Equals) = (known_values(&subject), comparison) {
        for value in &values {
            if !known.contains(&value.as_str()) {
                let known = known.join(", ");
                return Err(invalid_value(format!(
                    "The following filter value is not valid: {value}. Valid values include: [{known}]."
                )));
            }
        }
    }
    let values = match subject {
        Subject::Name if comparison != Comparison::Contains => {
            values.iter().map(|value| Key::of(value).as_path().to_owned()).collect()
        }
        Subject::Path => values.iter().map(|value| path(value)).collect::<Result<_, _>>()?,
        _ => values,
    };
    Ok(Filter { subject, comparison, values })
}

fn subject(key: &str, operation: For) -> Result<Subject, Error> {
    let by_path = operation == For::ByPath;
    let subject = match key {
        "KeyId" => Subject::KeyId,
        "Type" => Subject::Type,
        "Label" if by_path => Subject::Label,
        "DataType" if !by_path => Subject::DataType,
        "Name" if !by_path => Subject::Name,
        "Path" if !by_path => Subject::Path,
        "Tier" if !by_path => Subject::Tier,
        _ => match key.strip_prefix("tag:") {
            Some(tag) if !by_path => Subject::Tag(tag.to_owned()),
            _ => {
                let keys = if by_path { "Type, KeyId" } else { "Path, Name, Type, KeyId, Tier" };
                return Err(invalid_key(format!(
                    "The following filter key is not valid: {key}. Valid filter keys include: [{keys}]."
                )));
            }
        },
    };
    Ok(subject)
}

fn comparison(subject: &Subject, option: Option<&str>) -> Result<Comparison, Error> {
    use Comparison::{BeginsWith, Contains, Equals, OneLevel, Recursive};
    // The first one is what no option means.
    let possible: &[(&str, Comparison)] = match subject {
        Subject::Path => &[("OneLevel", OneLevel), ("Recursive", Recursive)],
        Subject::Name => &[("Equals", Equals), ("BeginsWith", BeginsWith), ("Contains", Contains)],
        Subject::Label => &[("Equals", Equals)],
        _ => &[("Equals", Equals), ("BeginsWith", BeginsWith)],
    };
    let found = match option {
        None => possible.first(),
        Some(option) => possible.iter().find(|(name, _)| *name == option),
    };
    found.map(|(_, comparison)| *comparison).ok_or_else(|| {
        // The service does not list `Contains`.
        let listed = possible.iter().rev().filter(|(_, comparison)| *comparison != Contains);
        let names: Vec<&str> = listed.map(|(name, _)| *name).collect();
        let option = option.unwrap_or_default();
        let names = names.join(", ");
        let message =
            format!("The following filter option is not valid: {option}. Valid options include: [{names}].");
        InvalidFilterOption::with_message(message).into()
    })
}

fn known_values(subject: &Subject) -> Option<&'static [&'static str]> {
    match subject {
        Subject::Tier => Some(&["Standard", "Advanced", "Intelligent-Tiering"]),
        Subject::Type => Some(&["String", "StringList", "SecureString"]),
        _ => None,
    }
}

fn path(value: &str) -> Result<String, Error> {
    let path = name::path(value)?;
    if name::is_reserved(&path) {
        return Err(Error::validation(
            "Filters for common parameters can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). When \
             using global parameters, please specify within a global namespace.",
        ));
    }
    Ok(path)
}

fn invalid_key(message: String) -> Error {
    Error::from(InvalidFilterKey {}).explained(message)
}

fn invalid_value(message: String) -> Error {
    InvalidFilterValue::with_message(message).into()
}
