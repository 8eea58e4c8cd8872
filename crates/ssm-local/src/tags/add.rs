//! `AddTagsToResource`.

use super::Resource;
use super::collection::{check_keys, merged};
use crate::model::operation::{AddTagsToResourceRequest, AddTagsToResourceResponse};
use crate::model::types::TooManyTagsError;
use crate::protocol::{Call, Error};

/// Adds tags to a resource; a tag replaces the one with its key.
pub(super) fn add_tags_to_resource(
    call: &mut Call<'_>,
    request: AddTagsToResourceRequest,
) -> Result<AddTagsToResourceResponse, Error> {
    let resource = Resource::find(call, &request.resource_type, &request.resource_id)?;
    check_keys(request.tags.iter().map(|tag| &tag.key))?;
    let tags = merged(call.store.tags.of(&resource), request.tags)
        .map_err(|too_many| Error::from(TooManyTagsError {}).explained(too_many.to_string()))?;
    call.store.tags.set(resource, tags);
    Ok(AddTagsToResourceResponse {})
}
