//! `DescribeDocumentPermission`.

use super::own;
use crate::model::operation::{DescribeDocumentPermissionRequest, DescribeDocumentPermissionResponse};
use crate::model::types::AccountSharingInfo;
use crate::paging;
use crate::protocol::{Call, Error};

/// How many accounts a page has unless the request says it.
const PAGE: usize = 50;

/// Answers the accounts that a document is shared with, and which versions of it.
pub(super) fn describe_document_permission(
    call: &mut Call<'_>,
    request: DescribeDocumentPermissionRequest,
) -> Result<DescribeDocumentPermissionResponse, Error> {
    own::check(call, &request.name)?;
    let document = call.store.documents.get(&request.name);
    let shared_with = document.into_iter().flat_map(|document| &document.shared_with);
    let list = format!("DescribeDocumentPermission {}", request.name);
    let size = paging::size(request.max_results, PAGE);
    let accounts = shared_with.map(|(id, shared)| (id, (id, *shared)));
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>(&list, token, size, accounts)?;
    let information = page.items.iter().map(|(id, shared)| AccountSharingInfo {
        account_id: Some((*id).clone()),
        shared_document_version: Some(shared.as_str().to_owned()),
    });
    Ok(DescribeDocumentPermissionResponse {
        account_sharing_info_list: information.collect(),
        account_ids: page.items.iter().map(|(id, _)| (*id).clone()).collect(),
        next_token: page.next_token,
    })
}
