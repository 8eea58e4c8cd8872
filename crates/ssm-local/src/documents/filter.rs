//! Filters of a list of documents.

use super::answer;
use super::owned;
use super::readable::Readable;
use super::version::Version;
use crate::model::types::{DocumentFilter, DocumentKeyValuesFilter, InvalidFilterKey};
use crate::protocol::{Call, Error};

/// Whose documents can be asked for.
const OWNERS: [&str; 6] = ["All", "Amazon", "Private", "Public", "Self", "ThirdParty"];

/// Filters that must all match.
pub(super) struct Filters(Vec<Filter>);

/// A filter that matches if one of its values does.
struct Filter {
    subject: Subject,
    values: Vec<String>,
}

#[derive(PartialEq)]
enum Subject {
    DocumentType,
    Name,
    Owner,
    PlatformTypes,
    SearchKeyword,
    TargetType,
    Tag(String),
}

impl Filters {
    /// Understands the filters of both kinds that a request has.
    pub(super) fn parse(old: Vec<DocumentFilter>, new: Vec<DocumentKeyValuesFilter>) -> Result<Self, Error> {
        let old = old.into_iter().map(|filter| (filter.key.as_str().to_owned(), vec![filter.value]));
        let new =
            new.into_iter().map(|filter| (filter.key.unwrap_or_default(), filter.values.unwrap_or_default()));
        old.chain(new).map(|(key, values)| Filter::parse(&key, values)).collect::<Result<_, _>>().map(Self)
    }

    /// Whether a document in this version is asked for. Public documents of other accounts are only if an
    /// owner is.
    pub(super) fn match_document(&self, call: &Call<'_>, readable: &Readable<'_>, version: &Version) -> bool {
        let names_owner = self.0.iter().any(|filter| filter.subject == Subject::Owner);
        (names_owner || !is_owned_by("Public", call, readable))
            && self.0.iter().all(|filter| filter.matches(call, readable, version))
    }
}

impl Filter {
    fn parse(key: &str, values: Vec<String>) -> Result<Self, Error> {
        let subject = match key {
            "DocumentType" => Subject::DocumentType,
            "Name" => Subject::Name,
            "Owner" => Subject::Owner,
            "PlatformTypes" => Subject::PlatformTypes,
            "SearchKeyword" => Subject::SearchKeyword,
            "TargetType" => Subject::TargetType,
            _ => match key.strip_prefix("tag:") {
                Some(tag) => Subject::Tag(tag.to_owned()),
                None => {
                    return Err(Error::from(InvalidFilterKey {}).explained(format!(
                        "{key:?} is no filter here; filters are DocumentType, Name, Owner, PlatformTypes, \
                         SearchKeyword, TargetType and tag:KEY"
                    )));
                }
            },
        };
        if subject == Subject::Owner {
            check_owner(&values)?;
        }
        Ok(Self { subject, values })
    }

    fn matches(&self, call: &Call<'_>, readable: &Readable<'_>, version: &Version) -> bool {
        let has = |found: &str| self.values.iter().any(|value| value == found);
        match &self.subject {
            Subject::DocumentType => has(readable.document.kind.as_str()),
            Subject::Name => self.values.iter().any(|value| readable.shown_name.starts_with(value.as_str())),
            Subject::Owner => self.values.iter().any(|value| is_owned_by(value, call, readable)),
            Subject::PlatformTypes => {
                version.content.platform_types.iter().any(|platform| has(platform.as_str()))
            }
            Subject::SearchKeyword => self.values.iter().any(|word| mentions(readable, version, word)),
            Subject::TargetType => version.target_type.as_deref().is_some_and(has),
            Subject::Tag(key) => answer::tags(call, readable)
                .iter()
                .any(|tag| tag.key == *key && (self.values.is_empty() || has(&tag.value))),
        }
    }
}

fn check_owner(values: &[String]) -> Result<(), Error> {
    match values {
        [owner] if OWNERS.contains(&owner.as_str()) => Ok(()),
        [owner] => {
            let message = format!("{owner:?} is no owner; owners are {}", OWNERS.join(", "));
            Err(Error::validation(message))
        }
        _ => Err(Error::validation("the filter Owner takes one value")),
    }
}

fn is_owned_by(owner: &str, call: &Call<'_>, readable: &Readable<'_>) -> bool {
    let is_own = readable.owner == call.identity.account_id;
    let is_of_aws = readable.owner == owned::OWNER;
    let is_public = readable.document.is_public();
    match owner {
        "All" => true,
        "Amazon" => is_of_aws,
        "Self" => is_own,
        "Public" => !is_own && !is_of_aws && is_public,
        "Private" => !is_own && !is_of_aws && !is_public,
        // Nobody sells documents here.
        _ => false,
    }
}

/// Whether a word occurs in the names or the description, in whatever case.
fn mentions(readable: &Readable<'_>, version: &Version, word: &str) -> bool {
    let word = word.to_lowercase();
    let texts = [
        Some(readable.shown_name.as_str()),
        version.display_name.as_deref(),
        version.content.description.as_deref(),
    ];
    texts.into_iter().flatten().any(|text| text.to_lowercase().contains(&word))
}
