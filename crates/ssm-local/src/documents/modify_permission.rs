//! `ModifyDocumentPermission`.

use super::document::{Document, Shared, is_everybody};
use super::own;
use crate::model::operation::{ModifyDocumentPermissionRequest, ModifyDocumentPermissionResponse};
use crate::model::types::DocumentPermissionLimit;
use crate::protocol::{Call, Error};

/// How many accounts a document may be shared with.
const MAXIMUM_ACCOUNTS: usize = 1000;

/// How many documents an account may share with everybody.
const MAXIMUM_PUBLIC: usize = 5;

/// Shares a document with accounts or with all, and ends that.
pub(super) fn modify_document_permission(
    call: &mut Call<'_>,
    request: ModifyDocumentPermissionRequest,
) -> Result<ModifyDocumentPermissionResponse, Error> {
    own::check(call, &request.name)?;
    let added = request.account_ids_to_add.unwrap_or_default();
    let removed = request.account_ids_to_remove.unwrap_or_default();
    for accounts in [&added, &removed] {
        if accounts.len() > 1 && accounts.iter().any(|id| is_everybody(id)) {
            return Err(limit("Accounts can either be all or a group of AWS accounts"));
        }
    }
    let shared = Shared::of(request.shared_document_version.as_deref());
    if let Some(document) = call.store.documents.get_mut(&request.name) {
        document.shared_with.extend(added.into_iter().map(|id| (id, shared)));
        document.shared_with.retain(|id, _| !removed.iter().any(|removed| removed.eq_ignore_ascii_case(id)));
        if document.shared_with.len() > MAXIMUM_ACCOUNTS {
            return Err(limit(format!("a document is shared with at most {MAXIMUM_ACCOUNTS} accounts")));
        }
    }
    if call.store.documents.iter().map(|(_, document)| document).filter(is_public).count() > MAXIMUM_PUBLIC {
        return Err(limit(format!("an account shares at most {MAXIMUM_PUBLIC} documents with all others")));
    }
    Ok(ModifyDocumentPermissionResponse {})
}

fn is_public(document: &&Document) -> bool {
    document.is_public()
}

fn limit(message: impl Into<String>) -> Error {
    DocumentPermissionLimit::with_message(message).into()
}
