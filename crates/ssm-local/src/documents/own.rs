//! Documents that the caller may change: their own.

use super::name::not_found;
use super::owned;
use crate::model::types::InvalidDocumentOperation;
use crate::protocol::{Call, Error};

/// Refuses documents that are not the account's own.
pub(super) fn check(call: &Call<'_>, name: &str) -> Result<(), Error> {
    if call.store.documents.contains(name) {
        return Ok(());
    }
    if owned::documents().contains(name) {
        let message = format!("the document {name:?} is owned by {} and cannot be changed", owned::OWNER);
        return Err(InvalidDocumentOperation::with_message(message).into());
    }
    Err(not_found())
}
