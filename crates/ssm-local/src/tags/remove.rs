//! `RemoveTagsFromResource`.

use super::Resource;
use super::collection::check_keys;
use crate::model::operation::{RemoveTagsFromResourceRequest, RemoveTagsFromResourceResponse};
use crate::protocol::{Call, Error};

/// Removes the tags with these keys. Keys that the resource does not have do not matter.
pub(super) fn remove_tags_from_resource(
    call: &mut Call<'_>,
    request: RemoveTagsFromResourceRequest,
) -> Result<RemoveTagsFromResourceResponse, Error> {
    let resource = Resource::find(call, &request.resource_type, &request.resource_id)?;
    check_keys(request.tag_keys.iter())?;
    call.store.tags.remove(&resource, &request.tag_keys);
    Ok(RemoveTagsFromResourceResponse {})
}
