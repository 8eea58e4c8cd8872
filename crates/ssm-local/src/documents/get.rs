//! `GetDocument`.

use super::readable::Readable;
use crate::model::operation::{GetDocumentRequest, GetDocumentResponse};
use crate::model::types::{DocumentFormat, DocumentStatus};
use crate::protocol::{Call, Error};

/// Answers a version with its content, as JSON unless another format is asked for.
pub(super) fn get_document(
    call: &mut Call<'_>,
    request: GetDocumentRequest,
) -> Result<GetDocumentResponse, Error> {
    let readable = Readable::of(call, &request.name)?;
    let version = readable.version(request.document_version.as_deref(), request.version_name.as_deref())?;
    let asked = request.document_format.unwrap_or(DocumentFormat::Json);
    let (content, format) = version.content.in_format(&asked);
    Ok(GetDocumentResponse {
        name: Some(readable.shown_name.clone()),
        created_date: Some(version.created),
        display_name: version.display_name.clone(),
        version_name: version.name.clone(),
        document_version: Some(version.number_as_text()),
        status: Some(DocumentStatus::Active),
        status_information: None,
        content: Some(content),
        document_type: Some(readable.document.kind.clone()),
        document_format: Some(format),
        requires: version.requires.clone(),
        attachments_content: Vec::new(),
        review_status: version.review_status(),
    })
}
