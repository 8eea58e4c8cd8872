//! `DeleteDocument`.

use super::own;
use super::readable::Readable;
use crate::model::operation::{DeleteDocumentRequest, DeleteDocumentResponse};
use crate::model::types::{AssociatedInstances, DocumentType, InvalidDocument, InvalidDocumentOperation};
use crate::protocol::{Call, Error};
use crate::tags::Resource;

/// Deletes a document with all its versions, or one version that is not the default one.
pub(super) fn delete_document(
    call: &mut Call<'_>,
    request: DeleteDocumentRequest,
) -> Result<DeleteDocumentResponse, Error> {
    let name = &request.name;
    own::check(call, name)?;
    match one_version(call, &request)? {
        Some(number) => call.store.documents.remove_version(name, number),
        None => {
            check_whole(call, &request)?;
            call.store.documents.remove(name);
            call.store.tags.forget(&Resource::document(name));
        }
    }
    Ok(DeleteDocumentResponse {})
}

/// The version that is to go, unless it is the whole document.
fn one_version(call: &Call<'_>, request: &DeleteDocumentRequest) -> Result<Option<i64>, Error> {
    let (version, version_name) = (request.document_version.as_deref(), request.version_name.as_deref());
    if version.is_none() && version_name.is_none() {
        return Ok(None);
    }
    let readable = Readable::of(call, &request.name)?;
    let Some(found) = readable.find(version, version_name) else {
        return Err(InvalidDocument::with_message(readable.no_version(version, version_name)).into());
    };
    if readable.versions().count() == 1 {
        return Ok(None);
    }
    if found.number == readable.document.default {
        let message = "Default version of the document can't be deleted.";
        return Err(InvalidDocumentOperation::with_message(message).into());
    }
    Ok(Some(found.number))
}

/// Refuses to delete what others use, or what must be forced and is not.
fn check_whole(call: &Call<'_>, request: &DeleteDocumentRequest) -> Result<(), Error> {
    let Some(document) = call.store.documents.get(&request.name) else { return Ok(()) };
    if call.store.associations.any_with_document(&request.name) {
        let message = "there are associations with the document; delete them first";
        return Err(Error::from(AssociatedInstances {}).explained(message));
    }
    if !document.shared_with.is_empty() {
        let message = "the document is shared; end that with ModifyDocumentPermission first";
        return Err(InvalidDocumentOperation::with_message(message).into());
    }
    let forced = request.force.unwrap_or_default();
    if document.kind == DocumentType::ApplicationConfigurationSchema && !forced {
        let message = "a schema of configurations is deleted only with Force";
        return Err(InvalidDocumentOperation::with_message(message).into());
    }
    Ok(())
}
