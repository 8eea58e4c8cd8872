//! `UpdateDocument`.

use super::answer;
use super::attachments;
use super::content::Content;
use super::own;
use super::readable::Readable;
use super::review::Reviews;
use super::version::Version;
use crate::model::operation::{UpdateDocumentRequest, UpdateDocumentResponse};
use crate::model::types::{
    DocumentVersionLimitExceeded, DuplicateDocumentContent, DuplicateDocumentVersionName,
    InvalidDocumentSchemaVersion, InvalidDocumentVersion,
};
use crate::protocol::{Call, Error};

/// How many versions a document may have.
const MAXIMUM_VERSIONS: usize = 1000;

/// The schema of which documents have one version for good.
const NEVER_UPDATED: Option<&str> = Some("1.2");

/// Adds a version to a document. The default version stays what it is.
pub(super) fn update_document(
    call: &mut Call<'_>,
    request: UpdateDocumentRequest,
) -> Result<UpdateDocumentResponse, Error> {
    let name = request.name.clone();
    own::check(call, &name)?;
    let version = new_version(call, request)?;
    let number = version.number_as_text();
    call.store.documents.add_version(&name, version);
    let readable = Readable::of(call, &name)?;
    let description = answer::description(call, &readable, readable.version(Some(&number), None)?);
    Ok(UpdateDocumentResponse { document_description: Some(description) })
}

/// The version that the request makes of the latest one, if every rule allows it.
fn new_version(call: &Call<'_>, request: UpdateDocumentRequest) -> Result<Version, Error> {
    let readable = Readable::of(call, &request.name)?;
    let latest = latest(&readable, request.document_version.as_deref())?;
    let content = Content::check(request.content, request.document_format, &readable.document.kind)?;
    for content in [&latest.content, &content] {
        if content.schema_version.as_deref() == NEVER_UPDATED {
            let message =
                "a document of the schema version 1.2 has one version; delete it and create it anew";
            return Err(InvalidDocumentSchemaVersion::with_message(message).into());
        }
    }
    if readable.versions().count() >= MAXIMUM_VERSIONS {
        let message = format!("the document has {MAXIMUM_VERSIONS} versions already; delete some first");
        return Err(DocumentVersionLimitExceeded::with_message(message).into());
    }
    let attachments = match request.attachments {
        Some(sources) => attachments::names(&sources, &content)?,
        None => latest.attachments.clone(),
    };
    let version = Version {
        number: readable.document.last_number + 1,
        name: request.version_name,
        display_name: request.display_name.or_else(|| latest.display_name.clone()),
        target_type: request.target_type.or_else(|| latest.target_type.clone()),
        created: call.now,
        content,
        requires: latest.requires.clone(),
        attachments,
        reviews: Reviews::of(&readable.document.kind),
    };
    readable.versions().try_for_each(|earlier| differs(&version, earlier))?;
    Ok(version)
}

/// The latest version, which is the only one that can be updated.
fn latest<'a>(readable: &Readable<'a>, asked: Option<&str>) -> Result<&'a Version, Error> {
    let latest = readable.version(Some("$LATEST"), None)?;
    let asked = readable.version(asked.or(Some("$LATEST")), None)?;
    if asked.number != latest.number {
        let message = format!(
            "version {} of the document {:?} is not the latest one, which is {}",
            asked.number, readable.shown_name, latest.number
        );
        return Err(InvalidDocumentVersion::with_message(message).into());
    }
    Ok(latest)
}

/// Refuses a version that has the name of an earlier one, or nothing that is new.
fn differs(version: &Version, earlier: &Version) -> Result<(), Error> {
    if let Some(name) = &version.name
        && earlier.name.as_ref() == Some(name)
    {
        let message = format!("version {} is called {name:?} already", earlier.number);
        return Err(DuplicateDocumentVersionName::with_message(message).into());
    }
    let is_same = version.content.text == earlier.content.text
        && version.target_type == earlier.target_type
        && version.attachments == earlier.attachments;
    if is_same {
        let message = format!("version {} has the same content", earlier.number);
        return Err(DuplicateDocumentContent::with_message(message).into());
    }
    Ok(())
}
