//! `DescribeActivations` and `DeleteActivation`.

use super::activation::Activation;
use crate::model::operation::{
    DeleteActivationRequest, DeleteActivationResponse, DescribeActivationsRequest,
    DescribeActivationsResponse,
};
use crate::model::types::{
    DescribeActivationsFilter, DescribeActivationsFilterKeys, InvalidActivation, InvalidFilter,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many activations a page has unless the request says it.
const PAGE: usize = 50;

/// Answers the activations that meet all filters.
pub(super) fn describe_activations(
    call: &mut Call<'_>,
    request: DescribeActivationsRequest,
) -> Result<DescribeActivationsResponse, Error> {
    let filters = request.filters.unwrap_or_default();
    for filter in &filters {
        if filter.filter_key.is_none() || filter.filter_values.as_ref().is_none_or(Vec::is_empty) {
            let message = "a filter has a FilterKey and FilterValues";
            return Err(InvalidFilter::with_message(message).into());
        }
    }
    let found = call.store.nodes.activations.iter();
    let found = found.filter(|(_, activation)| filters.iter().all(|filter| meets(activation, filter)));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("DescribeActivations", token, size, found)?;
    let activations = page.items.into_iter().map(|activation| activation.shown(call.now));
    Ok(DescribeActivationsResponse { activation_list: activations.collect(), next_token: page.next_token })
}

fn meets(activation: &Activation, filter: &DescribeActivationsFilter) -> bool {
    let found = match filter.filter_key {
        Some(DescribeActivationsFilterKeys::ActivationIds) => Some(&activation.id),
        Some(DescribeActivationsFilterKeys::DefaultInstanceName) => activation.default_instance_name.as_ref(),
        Some(DescribeActivationsFilterKeys::IamRole) => Some(&activation.iam_role),
        _ => None,
    };
    found.is_some_and(|found| filter.filter_values.iter().flatten().any(|value| value == found))
}

/// Deletes an activation. The nodes that it let in stay.
pub(super) fn delete_activation(
    call: &mut Call<'_>,
    request: DeleteActivationRequest,
) -> Result<DeleteActivationResponse, Error> {
    let id = request.activation_id;
    match call.store.nodes.activations.remove(&id) {
        Some(_) => Ok(DeleteActivationResponse {}),
        None => Err(InvalidActivation::with_message(format!("there is no activation {id}")).into()),
    }
}
