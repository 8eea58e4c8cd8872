//! `CreateDocument`.

use super::answer;
use super::attachments;
use super::content::Content;
use super::document::Document;
use super::name;
use super::readable::Readable;
use super::review::Reviews;
use super::version::Version;
use crate::model::operation::{CreateDocumentRequest, CreateDocumentResponse};
use crate::model::types::{DocumentAlreadyExists, DocumentLimitExceeded, DocumentType};
use crate::protocol::{Call, Error};
use crate::tags::{self, Resource};

/// How many documents an account may have in a region.
const MAXIMUM_DOCUMENTS: usize = 500;

/// Creates a document in its first version.
pub(super) fn create_document(
    call: &mut Call<'_>,
    request: CreateDocumentRequest,
) -> Result<CreateDocumentResponse, Error> {
    let name = request.name;
    name::check_new(&name)?;
    if call.store.documents.contains(&name) {
        let message = format!("there is a document {name:?} already; UpdateDocument adds a version to it");
        return Err(DocumentAlreadyExists::with_message(message).into());
    }
    if call.store.documents.len() >= MAXIMUM_DOCUMENTS {
        let message = format!("there are {MAXIMUM_DOCUMENTS} documents already, and no more are allowed");
        return Err(DocumentLimitExceeded::with_message(message).into());
    }
    let kind = request.document_type.unwrap_or(DocumentType::Command);
    let content = Content::check(request.content, request.document_format, &kind)?;
    let new_tags = request.tags.unwrap_or_default();
    tags::check_keys(new_tags.iter().map(|tag| &tag.key))?;
    let new_tags =
        tags::merged(None, new_tags).map_err(|too_many| Error::validation(too_many.to_string()))?;
    let version = Version {
        number: 1,
        name: request.version_name,
        display_name: request.display_name,
        target_type: request.target_type,
        created: call.now,
        attachments: attachments::names(&request.attachments.unwrap_or_default(), &content)?,
        content,
        requires: request.requires.unwrap_or_default(),
        reviews: Reviews::of(&kind),
    };
    call.store.documents.insert(&name, Document::new(kind), version);
    if !new_tags.is_empty() {
        call.store.tags.set(Resource::document(&name), new_tags);
    }
    let readable = Readable::of(call, &name)?;
    let description = answer::description(call, &readable, readable.version(None, None)?);
    Ok(CreateDocumentResponse { document_description: Some(description) })
}
