//! `DescribeParameters`.

use super::answer;
use super::filter::{Filters, For};
use super::name::Key;
use crate::model::operation::{DescribeParametersRequest, DescribeParametersResponse};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many parameters a page has unless the request says it.
const PAGE: usize = 10;

/// Answers what is known of the parameters that meet the filters, without their values.
pub(super) fn describe_parameters(
    call: &mut Call<'_>,
    request: DescribeParametersRequest,
) -> Result<DescribeParametersResponse, Error> {
    let filters = match (request.filters, request.parameter_filters) {
        (Some(older), Some(newer)) if !older.is_empty() && !newer.is_empty() => {
            return Err(Error::validation(
                "You can use either Filters or ParameterFilters in a single request.",
            ));
        }
        (Some(older), _) if !older.is_empty() => Filters::of_older_form(older)?,
        (_, newer) => Filters::of(newer, For::Describe)?,
    };
    // Nobody shares parameters with the one account that there is.
    let own = !request.shared.unwrap_or_default();
    let found =
        call.store.parameters.iter().filter(|(key, parameter)| own && filters.accept(key, parameter, call));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<Key, _, _>("DescribeParameters", token, size, found)?;
    let parameters = page.items.into_iter().map(|parameter| answer::metadata(call.identity, parameter));
    Ok(DescribeParametersResponse { parameters: parameters.collect(), next_token: page.next_token })
}
