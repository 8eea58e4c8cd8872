//! `ListAssociationVersions`.

use crate::model::operation::{ListAssociationVersionsRequest, ListAssociationVersionsResponse};
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers the versions of an association, oldest first.
pub(super) fn list_association_versions(
    call: &mut Call<'_>,
    request: ListAssociationVersionsRequest,
) -> Result<ListAssociationVersionsResponse, Error> {
    let association = call.store.associations.existing(&request.association_id)?;
    let page = call.store.paging.page::<u32, _, _>(
        "versions of an association",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        association.versions().map(|version| (version.number(), version.shown.clone())),
    )?;
    Ok(ListAssociationVersionsResponse { association_versions: page.items, next_token: page.next_token })
}
