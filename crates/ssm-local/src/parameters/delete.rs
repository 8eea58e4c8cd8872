//! `DeleteParameter` and `DeleteParameters`.

use std::collections::BTreeSet;

use super::name::{self, Key};
use super::reference::not_found;
use crate::model::operation::{
    DeleteParameterRequest, DeleteParameterResponse, DeleteParametersRequest, DeleteParametersResponse,
};
use crate::protocol::{Call, Error};

/// Removes a parameter with its versions, labels and tags.
pub(super) fn delete_parameter(
    call: &mut Call<'_>,
    request: DeleteParameterRequest,
) -> Result<DeleteParameterResponse, Error> {
    let key = name::existing(&request.name)?;
    if delete(call, &key) { Ok(DeleteParameterResponse {}) } else { Err(not_found(&request.name)) }
}

/// Removes the parameters that there are and answers their names, and the names of those that there
/// are not. A name that is given twice counts once.
pub(super) fn delete_parameters(
    call: &mut Call<'_>,
    request: DeleteParametersRequest,
) -> Result<DeleteParametersResponse, Error> {
    let mut response = DeleteParametersResponse::default();
    let mut seen = BTreeSet::new();
    for name in request.names {
        if !seen.insert(name.clone()) {
            continue;
        }
        if name::existing(&name).is_ok_and(|key| delete(call, &key)) {
            response.deleted_parameters.push(name);
        } else {
            response.invalid_parameters.push(name);
        }
    }
    Ok(response)
}

fn delete(call: &mut Call<'_>, key: &Key) -> bool {
    call.store.tags.forget(&key.resource());
    call.store.parameters.remove(key)
}
