//! `UpdateOpsMetadata` and `DeleteOpsMetadata`.

use super::collection::{MAXIMUM_KEYS, check_values};
use crate::model::operation::{
    DeleteOpsMetadataRequest, DeleteOpsMetadataResponse, UpdateOpsMetadataRequest, UpdateOpsMetadataResponse,
};
use crate::model::types::OpsMetadataKeyLimitExceededException;
use crate::protocol::{Call, Error};
use crate::tags::Resource;

/// Takes some notes away and adds others.
pub(super) fn update_ops_metadata(
    call: &mut Call<'_>,
    request: UpdateOpsMetadataRequest,
) -> Result<UpdateOpsMetadataResponse, Error> {
    let id = call.store.ops_metadata.find(&request.ops_metadata_arn, call.identity)?;
    let new = request.metadata_to_update.unwrap_or_default();
    check_values(&new)?;
    let now = call.now;
    if let Some(notes) = call.store.ops_metadata.by_id.get_mut(&id) {
        for key in request.keys_to_delete.iter().flatten() {
            notes.metadata.remove(key);
        }
        notes.metadata.extend(new);
        notes.modified = now;
        if notes.metadata.len() > MAXIMUM_KEYS {
            let message = format!("OpsMetadata has at most {MAXIMUM_KEYS} keys");
            return Err(OpsMetadataKeyLimitExceededException::with_message(message).into());
        }
    }
    Ok(UpdateOpsMetadataResponse { ops_metadata_arn: Some(request.ops_metadata_arn) })
}

/// Takes all notes about an application away.
pub(super) fn delete_ops_metadata(
    call: &mut Call<'_>,
    request: DeleteOpsMetadataRequest,
) -> Result<DeleteOpsMetadataResponse, Error> {
    let id = call.store.ops_metadata.find(&request.ops_metadata_arn, call.identity)?;
    call.store.ops_metadata.by_id.remove(&id);
    call.store.tags.forget(&Resource::ops_metadata(&id));
    Ok(DeleteOpsMetadataResponse {})
}
