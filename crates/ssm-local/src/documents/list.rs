//! `ListDocuments`.

use std::collections::BTreeMap;

use super::answer;
use super::filter::Filters;
use super::readable::Readable;
use crate::model::operation::{ListDocumentsRequest, ListDocumentsResponse};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many documents a page has unless the request says it.
const PAGE: usize = 50;

/// Answers the documents that the caller may read and that match all filters, each in its default
/// version, by name.
pub(super) fn list_documents(
    call: &mut Call<'_>,
    request: ListDocumentsRequest,
) -> Result<ListDocumentsResponse, Error> {
    let filters = Filters::parse(
        request.document_filter_list.unwrap_or_default(),
        request.filters.unwrap_or_default(),
    )?;
    let call = &*call;
    let mut matching = BTreeMap::new();
    for readable in Readable::all(call) {
        if let Some(version) = readable.find(None, None)
            && filters.match_document(call, &readable, version)
        {
            matching.insert(readable.shown_name.clone(), (readable, version));
        }
    }
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("ListDocuments", token, size, matching.into_iter())?;
    let items = page.items.iter();
    let document_identifiers =
        items.map(|(readable, version)| answer::identifier(call, readable, version)).collect();
    Ok(ListDocumentsResponse { document_identifiers, next_token: page.next_token })
}
