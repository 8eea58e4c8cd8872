//! `GetParameterHistory`.

use super::answer;
use super::reference::{Reference, not_found};
use crate::model::operation::{GetParameterHistoryRequest, GetParameterHistoryResponse};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many versions a page has unless the request says it.
const PAGE: usize = 50;

/// Answers the versions that are kept of a parameter, oldest first.
pub(super) fn get_parameter_history(
    call: &mut Call<'_>,
    request: GetParameterHistoryRequest,
) -> Result<GetParameterHistoryResponse, Error> {
    let name = request.name.trim();
    // A history is of the whole parameter, so a version or label finds none.
    let whole = Reference::parse(name, call.identity)?.filter(|reference| reference.selector.is_none());
    let parameter = whole.as_ref().and_then(|reference| call.store.parameters.get(&reference.key));
    let parameter = parameter.ok_or_else(|| not_found(name))?;
    let decrypted = request.with_decryption.unwrap_or_default();
    let versions = parameter.versions().map(|version| (version.number, version));
    let list = format!("GetParameterHistory {}", parameter.name);
    let size = paging::size(request.max_results, PAGE);
    let page = call.store.paging.page::<i64, _, _>(&list, request.next_token.as_deref(), size, versions)?;
    let versions = page.items.into_iter();
    let versions = versions.map(|version| answer::history(call.identity, parameter, version, decrypted));
    Ok(GetParameterHistoryResponse { parameters: versions.collect(), next_token: page.next_token })
}
