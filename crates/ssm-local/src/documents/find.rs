//! Documents for the other capabilities.

use ssm_document::Document;

use super::content::Content;
use super::readable::Readable;
use crate::model::types::{DocumentHashType, DocumentType, InvalidDocument, PlatformType};
use crate::protocol::{Call, Error};

/// A version of a document that there is.
pub(crate) struct Found {
    pub(crate) kind: DocumentType,
    /// The number of the version.
    pub(crate) version: String,
    pub(crate) content: Document,
    /// The platforms that it is for; any if there are none.
    pub(crate) platform_types: Vec<PlatformType>,
    stored: Content,
}

/// The document of this name or ARN in this version: a number, `$DEFAULT`, `$LATEST`, or none for the
/// default one. It may be of the account, of AWS, or shared by another account.
pub(crate) fn find(call: &Call<'_>, name: &str, version: Option<&str>) -> Result<Found, Error> {
    let readable = Readable::of(call, name)?;
    let version = readable.version(version.filter(|version| !version.is_empty()), None)?;
    let content = version.content.parse();
    let content =
        content.map_err(|error| InvalidDocument::with_message(format!("the document {name:?}: {error}")))?;
    Ok(Found {
        kind: readable.document.kind.clone(),
        version: version.number_as_text(),
        content,
        platform_types: version.content.platform_types.clone(),
        stored: version.content.clone(),
    })
}

impl Found {
    /// Whether its content has this hash.
    pub(crate) fn has_hash(&self, kind: Option<&DocumentHashType>, hash: &str) -> bool {
        self.stored.has_hash(kind, hash)
    }
}
