//! `GetParameter`.

use super::answer;
use super::reference::{Missing, Reference, not_found, version_not_found};
use crate::model::operation::{GetParameterRequest, GetParameterResponse};
use crate::protocol::{Call, Error};

/// Answers the latest version of a parameter, or the one that the name selects.
pub(crate) fn get_parameter(
    call: &mut Call<'_>,
    request: GetParameterRequest,
) -> Result<GetParameterResponse, Error> {
    let name = request.name.trim();
    let Some(reference) = Reference::parse(name, call.identity)? else { return Err(not_found(name)) };
    let selector = reference.selector.as_deref();
    let (parameter, version) = reference.find(call).map_err(|missing| match missing {
        Missing::Parameter => not_found(name),
        Missing::Version => {
            let (name, selector) = name.rsplit_once(':').unwrap_or((name, ""));
            version_not_found(name, selector)
        }
    })?;
    let decrypted = request.with_decryption.unwrap_or_default();
    Ok(GetParameterResponse {
        parameter: Some(answer::parameter(call.identity, parameter, version, selector, decrypted)),
    })
}
