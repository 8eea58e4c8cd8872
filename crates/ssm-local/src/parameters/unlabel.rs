//! `UnlabelParameterVersion`.

use super::reference::{by_name, version_not_found};
use crate::model::operation::{UnlabelParameterVersionRequest, UnlabelParameterVersionResponse};
use crate::protocol::{Call, Error};

/// Takes labels from a version and answers which it had and which it had not.
pub(super) fn unlabel_parameter_version(
    call: &mut Call<'_>,
    request: UnlabelParameterVersionRequest,
) -> Result<UnlabelParameterVersionResponse, Error> {
    let number = request.parameter_version;
    let parameter = by_name(&request.name, call)?;
    let removed =
        parameter.unlabel(number, &request.labels).map_err(|_| version_not_found(&request.name, number))?;
    let invalid = request.labels.into_iter().filter(|label| !removed.contains(label)).collect();
    Ok(UnlabelParameterVersionResponse { removed_labels: removed, invalid_labels: invalid })
}
