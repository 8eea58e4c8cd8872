//! `ListOpsMetadata`.

use super::collection::{Notes, arn, invalid};
use crate::model::operation::{ListOpsMetadataRequest, ListOpsMetadataResponse};
use crate::model::types::OpsMetadata;
use crate::paging;
use crate::protocol::{Call, Error};

/// How many applications a page has unless the request says it.
const PAGE: usize = 50;

/// The only filter.
const RESOURCE_ID: &str = "ResourceId";

/// Answers the applications that something is noted about.
pub(super) fn list_ops_metadata(
    call: &mut Call<'_>,
    request: ListOpsMetadataRequest,
) -> Result<ListOpsMetadataResponse, Error> {
    let filters = request.filters.unwrap_or_default();
    if let Some(filter) = filters.iter().find(|filter| filter.key != RESOURCE_ID) {
        return Err(invalid(format!("{:?} is no filter here; the only one is {RESOURCE_ID}", filter.key)));
    }
    let all = call.store.ops_metadata.by_id.iter();
    let found =
        all.filter(|(_, notes)| filters.iter().all(|filter| filter.values.contains(&notes.resource_id)));
    let found = found.map(|(id, notes)| (id, answer(call, id, notes)));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("ListOpsMetadata", token, size, found)?;
    Ok(ListOpsMetadataResponse { ops_metadata_list: page.items, next_token: page.next_token })
}

fn answer(call: &Call<'_>, id: &str, notes: &Notes) -> OpsMetadata {
    OpsMetadata {
        resource_id: Some(notes.resource_id.clone()),
        ops_metadata_arn: Some(arn(call.identity, id)),
        last_modified_date: Some(notes.modified),
        last_modified_user: Some(call.identity.user_arn()),
        creation_date: Some(notes.created),
    }
}
