//! `GetParameters`.

use std::collections::BTreeSet;

use super::answer;
use super::reference::Reference;
use crate::model::operation::{GetParametersRequest, GetParametersResponse};
use crate::model::types::Parameter;
use crate::protocol::{Call, Error};

/// Answers the parameters that there are, by name, and the names of those that there are not. A name
/// that is given twice counts once.
pub(super) fn get_parameters(
    call: &mut Call<'_>,
    request: GetParametersRequest,
) -> Result<GetParametersResponse, Error> {
    let decrypted = request.with_decryption.unwrap_or_default();
    let mut response = GetParametersResponse::default();
    let mut seen = BTreeSet::new();
    for name in &request.names {
        if !seen.insert(name) {
            continue;
        }
        match find(call, name, decrypted)? {
            Some(parameter) => response.parameters.push(parameter),
            None => response.invalid_parameters.push(name.clone()),
        }
    }
    response.parameters.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(response)
}

fn find(call: &Call<'_>, name: &str, decrypted: bool) -> Result<Option<Parameter>, Error> {
    let Some(reference) = Reference::parse(name, call.identity)? else { return Ok(None) };
    let selector = reference.selector.as_deref();
    let found = reference.find(call).ok();
    Ok(found.map(|(parameter, version)| {
        answer::parameter(call.identity, parameter, version, selector, decrypted)
    }))
}
