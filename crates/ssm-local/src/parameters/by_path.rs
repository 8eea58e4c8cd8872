//! `GetParametersByPath`.

use super::filter::{Filters, For, below};
use super::name::Key;
use super::{answer, name};
use crate::model::operation::{GetParametersByPathRequest, GetParametersByPathResponse};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many parameters a page has unless the request says it.
const PAGE: usize = 10;

/// Answers the parameters directly under a path, or at any depth below it.
pub(super) fn get_parameters_by_path(
    call: &mut Call<'_>,
    request: GetParametersByPathRequest,
) -> Result<GetParametersByPathResponse, Error> {
    let path = name::path(&request.path)?;
    let filters = Filters::of(request.parameter_filters, For::ByPath)?;
    let recursive = request.recursive.unwrap_or_default();
    let decrypted = request.with_decryption.unwrap_or_default();
    let at_depth = |found: &str| recursive || below(&path, found).is_some_and(|rest| !rest.contains('/'));
    let under = call.store.parameters.under(&path).filter(|(key, _)| at_depth(key.as_path()));
    let found = under.filter_map(|(key, parameter)| {
        filters.choose(key, parameter, call).map(|chosen| (key, (parameter, chosen)))
    });
    let list = format!("GetParametersByPath {recursive} {path}");
    let size = paging::size(request.max_results, PAGE);
    let page = call.store.paging.page::<Key, _, _>(&list, request.next_token.as_deref(), size, found)?;
    let parameters = page.items.into_iter().map(|(parameter, (version, label))| {
        answer::parameter(call.identity, parameter, version, label.as_deref(), decrypted)
    });
    Ok(GetParametersByPathResponse { parameters: parameters.collect(), next_token: page.next_token })
}
