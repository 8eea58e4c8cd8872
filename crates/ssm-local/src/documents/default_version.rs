//! `UpdateDocumentDefaultVersion`.

use super::own;
use super::readable::Readable;
use crate::model::operation::{UpdateDocumentDefaultVersionRequest, UpdateDocumentDefaultVersionResponse};
use crate::model::types::DocumentDefaultVersionDescription;
use crate::protocol::{Call, Error};

/// Makes a version the one that is used if none is asked for.
pub(super) fn update_document_default_version(
    call: &mut Call<'_>,
    request: UpdateDocumentDefaultVersionRequest,
) -> Result<UpdateDocumentDefaultVersionResponse, Error> {
    own::check(call, &request.name)?;
    let readable = Readable::of(call, &request.name)?;
    let version = readable.version(Some(&request.document_version), None)?;
    let (number, version_name) = (version.number, version.name.clone());
    if let Some(document) = call.store.documents.get_mut(&request.name) {
        document.default = number;
    }
    let description = DocumentDefaultVersionDescription {
        name: Some(request.name),
        default_version: Some(number.to_string()),
        default_version_name: version_name,
    };
    Ok(UpdateDocumentDefaultVersionResponse { description: Some(description) })
}
