//! `ListDocumentMetadataHistory`.

use super::own;
use super::readable::Readable;
use super::review::Response;
use crate::model::operation::{ListDocumentMetadataHistoryRequest, ListDocumentMetadataHistoryResponse};
use crate::model::types::{DocumentMetadataResponseInfo, DocumentReviewerResponseSource};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many responses a page has unless the request says it.
const PAGE: usize = 50;

/// Answers what reviewers said of a version, oldest first.
pub(super) fn list_document_metadata_history(
    call: &mut Call<'_>,
    request: ListDocumentMetadataHistoryRequest,
) -> Result<ListDocumentMetadataHistoryResponse, Error> {
    own::check(call, &request.name)?;
    let readable = Readable::of(call, &request.name)?;
    let version = readable.version(request.document_version.as_deref(), None)?;
    let responses = version.reviews.iter().flat_map(|reviews| &reviews.responses);
    let list = format!("ListDocumentMetadataHistory {} {}", request.name, version.number);
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<usize, _, _>(&list, token, size, responses.enumerate())?;
    let reviewer_response = page.items.into_iter().map(described).collect();
    Ok(ListDocumentMetadataHistoryResponse {
        name: Some(request.name),
        document_version: Some(version.number_as_text()),
        author: Some(call.identity.user_arn()),
        metadata: Some(DocumentMetadataResponseInfo { reviewer_response }),
        next_token: page.next_token,
    })
}

fn described(response: &Response) -> DocumentReviewerResponseSource {
    DocumentReviewerResponseSource {
        create_time: Some(response.created),
        updated_time: Some(response.updated),
        review_status: Some(response.status.clone()),
        comment: response.comment.clone(),
        reviewer: Some(response.reviewer.clone()),
    }
}
