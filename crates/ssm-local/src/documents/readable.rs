//! Documents as somebody may read them: their own, those of AWS, and those that are shared with them.

use super::collection::Documents;
use super::document::{Document, Shared};
use super::name::{Reference, not_found};
use super::owned;
use super::version::Version;
use crate::identity::Identity;
use crate::model::types::InvalidDocumentVersion;
use crate::protocol::{Call, Error};

/// A document that the caller may read, or those of its versions that are shared.
pub(super) struct Readable<'a> {
    /// What the caller calls it: its name, or its ARN if it is of another account.
    pub(super) shown_name: String,
    /// The number of an account, or `Amazon`.
    pub(super) owner: String,
    pub(super) document: &'a Document,
    name: String,
    shared: Shared,
    documents: &'a Documents,
}

impl<'a> Readable<'a> {
    /// The document of this name or ARN.
    pub(super) fn of(call: &'a Call<'_>, name: &str) -> Result<Self, Error> {
        let found = match Reference::parse(name, call.identity) {
            Some(Reference::Name(name)) => {
                Self::own(&call.store.documents, call.identity, name).or_else(|| Self::of_aws(name))
            }
            Some(Reference::Owned(name)) => Self::of_aws(name),
            Some(Reference::Elsewhere { account_id, name }) => {
                let owner = Identity { account_id: account_id.to_owned(), ..call.identity.clone() };
                let store = call.others.get(&owner);
                store.and_then(|store| Self::of_other(&store.documents, &owner, call.identity, name))
            }
            None => None,
        };
        found.ok_or_else(not_found)
    }

    /// All documents that the caller may read.
    pub(super) fn all(call: &'a Call<'_>) -> impl Iterator<Item = Self> {
        let own = &call.store.documents;
        let own = own.iter().filter_map(|(name, _)| Self::own(own, call.identity, name));
        let of_aws = owned::documents().iter().filter_map(|(name, _)| Self::of_aws(name));
        let others = call.others.iter().filter(|(owner, _)| owner.region == call.identity.region);
        let others = others.flat_map(|(owner, store)| {
            let documents = &store.documents;
            documents.iter().filter_map(|(name, _)| Self::of_other(documents, owner, call.identity, name))
        });
        own.chain(of_aws).chain(others)
    }

    fn own(documents: &'a Documents, identity: &Identity, name: &str) -> Option<Self> {
        Self::whole(documents, identity.account_id.clone(), name)
    }

    fn of_aws(name: &str) -> Option<Self> {
        Self::whole(owned::documents(), owned::OWNER.to_owned(), name)
    }

    fn whole(documents: &'a Documents, owner: String, name: &str) -> Option<Self> {
        let document = documents.get(name)?;
        let name = name.to_owned();
        Some(Self { shown_name: name.clone(), owner, document, name, shared: Shared::All, documents })
    }

    fn of_other(documents: &'a Documents, owner: &Identity, reader: &Identity, name: &str) -> Option<Self> {
        let document = documents.get(name)?;
        let shared = document.shared_with(&reader.account_id)?;
        let shown_name = owner.arn(&format!("document/{name}"));
        let (owner, name) = (owner.account_id.clone(), name.to_owned());
        Some(Self { shown_name, owner, document, name, shared, documents })
    }

    /// The number of the newest version.
    pub(super) fn latest(&self) -> i64 {
        self.documents.versions(&self.name).next_back().map_or(self.document.last_number, |last| last.number)
    }

    /// The versions that the caller may read, oldest first.
    pub(super) fn versions(&self) -> impl DoubleEndedIterator<Item = &'a Version> + use<'a> {
        let (default, latest, shared) = (self.document.default, self.latest(), self.shared);
        self.documents.versions(&self.name).filter(move |version| match shared {
            Shared::All => true,
            Shared::Default => version.number == default,
            Shared::Latest => version.number == latest,
        })
    }

    /// The version that is meant by a number, `$DEFAULT` or `$LATEST`, by a name, or by both; the default
    /// one if nothing is said.
    pub(super) fn find(&self, version: Option<&str>, name: Option<&str>) -> Option<&'a Version> {
        let number = match version {
            None if name.is_some() => None,
            None if self.shared == Shared::Latest => Some(self.latest()),
            None | Some("$DEFAULT") => Some(self.document.default),
            Some("$LATEST") => Some(self.latest()),
            // Numbers beyond all numbers are those of no version.
            Some(number) => Some(number.parse().unwrap_or(0)),
        };
        let is_meant = |found: &&Version| {
            number.is_none_or(|number| found.number == number)
                && name.is_none_or(|name| found.name.as_deref() == Some(name))
        };
        self.versions().find(is_meant)
    }

    /// The version that is meant as [`find`](Self::find) has it, or the error that there is none.
    pub(super) fn version(&self, version: Option<&str>, name: Option<&str>) -> Result<&'a Version, Error> {
        let found = self.find(version, name);
        found.ok_or_else(|| InvalidDocumentVersion::with_message(self.no_version(version, name)).into())
    }

    /// What to say if there is no such version.
    pub(super) fn no_version(&self, version: Option<&str>, name: Option<&str>) -> String {
        let asked: Vec<String> = [("version", version), ("version name", name)]
            .iter()
            .filter_map(|(what, asked)| asked.map(|asked| format!("{what} {asked:?}")))
            .collect();
        format!("the document {:?} has no {}", self.shown_name, asked.join(" with the "))
    }
}
