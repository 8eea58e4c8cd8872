//! `ListDocumentVersions`.

use super::readable::Readable;
use super::version::Version;
use crate::model::operation::{ListDocumentVersionsRequest, ListDocumentVersionsResponse};
use crate::model::types::{DocumentStatus, DocumentVersionInfo};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many versions a page has unless the request says it.
const PAGE: usize = 50;

/// Answers the versions of a document, oldest first.
pub(super) fn list_document_versions(
    call: &mut Call<'_>,
    request: ListDocumentVersionsRequest,
) -> Result<ListDocumentVersionsResponse, Error> {
    let readable = Readable::of(call, &request.name)?;
    let versions = readable.versions().map(|version| (version.number, version));
    let list = format!("ListDocumentVersions {}", readable.shown_name);
    let size = paging::size(request.max_results, PAGE);
    let page = call.store.paging.page::<i64, _, _>(&list, request.next_token.as_deref(), size, versions)?;
    let document_versions = page.items.into_iter().map(|version| info(&readable, version)).collect();
    Ok(ListDocumentVersionsResponse { document_versions, next_token: page.next_token })
}

fn info(readable: &Readable<'_>, version: &Version) -> DocumentVersionInfo {
    DocumentVersionInfo {
        name: Some(readable.shown_name.clone()),
        display_name: version.display_name.clone(),
        document_version: Some(version.number_as_text()),
        version_name: version.name.clone(),
        created_date: Some(version.created),
        is_default_version: Some(version.number == readable.document.default),
        document_format: Some(version.content.format.clone()),
        status: Some(DocumentStatus::Active),
        status_information: None,
        review_status: version.review_status(),
    }
}
