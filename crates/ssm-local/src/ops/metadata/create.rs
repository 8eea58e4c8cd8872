//! `CreateOpsMetadata`.

use super::collection::{Notes, arn, check_values};
use crate::model::operation::{CreateOpsMetadataRequest, CreateOpsMetadataResponse};
use crate::model::types::OpsMetadataAlreadyExistsException;
use crate::protocol::{Call, Error};
use crate::tags::{self, Resource};

/// Notes something about an application that nothing is noted about.
pub(super) fn create_ops_metadata(
    call: &mut Call<'_>,
    request: CreateOpsMetadataRequest,
) -> Result<CreateOpsMetadataResponse, Error> {
    let metadata = request.metadata.unwrap_or_default();
    check_values(&metadata)?;
    let new_tags = request.tags.unwrap_or_default();
    tags::check_keys(new_tags.iter().map(|tag| &tag.key))?;
    let new_tags =
        tags::merged(None, new_tags).map_err(|too_many| Error::validation(too_many.to_string()))?;
    let resource_id = request.resource_id;
    if call.store.ops_metadata.by_id.values().any(|notes| notes.resource_id == resource_id) {
        let message = format!("there is OpsMetadata of {resource_id:?} already");
        return Err(OpsMetadataAlreadyExistsException::with_message(message).into());
    }
    // The ARN names the resource if it can.
    let is_nameable = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let name = if resource_id.chars().all(is_nameable) { resource_id.clone() } else { call.ids.uuid() };
    let id = format!("aws/ssm/{name}/appmanager");
    let notes = Notes { resource_id, metadata, created: call.now, modified: call.now };
    call.store.ops_metadata.by_id.insert(id.clone(), notes);
    if !new_tags.is_empty() {
        call.store.tags.set(Resource::ops_metadata(&id), new_tags);
    }
    Ok(CreateOpsMetadataResponse { ops_metadata_arn: Some(arn(call.identity, &id)) })
}
