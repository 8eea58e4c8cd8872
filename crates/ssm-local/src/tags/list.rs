//! `ListTagsForResource`.

use super::Resource;
use crate::model::operation::{ListTagsForResourceRequest, ListTagsForResourceResponse};
use crate::model::types::Tag;
use crate::protocol::{Call, Error};

/// Answers the tags of a resource by key.
pub(super) fn list_tags_for_resource(
    call: &mut Call<'_>,
    request: ListTagsForResourceRequest,
) -> Result<ListTagsForResourceResponse, Error> {
    let resource = Resource::find(call, &request.resource_type, &request.resource_id)?;
    let tags = call.store.tags.of(&resource).into_iter().flatten();
    let tag = |(key, value): (&String, &String)| Tag { key: key.clone(), value: value.clone() };
    Ok(ListTagsForResourceResponse { tag_list: tags.map(tag).collect() })
}
