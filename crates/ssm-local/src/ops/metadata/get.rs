//! `GetOpsMetadata`.

use crate::model::operation::{GetOpsMetadataRequest, GetOpsMetadataResponse};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many notes a page has unless the request says it.
const PAGE: usize = 10;

/// Answers what is noted about an application.
pub(super) fn get_ops_metadata(
    call: &mut Call<'_>,
    request: GetOpsMetadataRequest,
) -> Result<GetOpsMetadataResponse, Error> {
    let id = call.store.ops_metadata.find(&request.ops_metadata_arn, call.identity)?;
    let notes = call.store.ops_metadata.by_id.get(&id);
    let found = notes.into_iter().flat_map(|notes| &notes.metadata);
    let found = found.map(|(key, value)| (key, (key.clone(), value.clone())));
    let list = format!("GetOpsMetadata {id}");
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>(&list, token, size, found)?;
    Ok(GetOpsMetadataResponse {
        resource_id: notes.map(|notes| notes.resource_id.clone()),
        metadata: page.items.into_iter().collect(),
        next_token: page.next_token,
    })
}
