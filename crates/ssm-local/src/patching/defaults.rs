//! `GetDefaultPatchBaseline` and `RegisterDefaultPatchBaseline`.

use crate::model::operation::{
    GetDefaultPatchBaselineRequest, GetDefaultPatchBaselineResponse, RegisterDefaultPatchBaselineRequest,
    RegisterDefaultPatchBaselineResponse,
};
use crate::model::types::OperatingSystem;
use crate::protocol::{Call, Error};

/// Answers the baseline of nodes that are in no group that has one.
pub(super) fn get_default_patch_baseline(
    call: &mut Call<'_>,
    request: GetDefaultPatchBaselineRequest,
) -> Result<GetDefaultPatchBaselineResponse, Error> {
    let operating_system = request.operating_system.unwrap_or(OperatingSystem::Windows);
    let id = call.store.patching.default(&operating_system, call.identity);
    Ok(GetDefaultPatchBaselineResponse { baseline_id: Some(id), operating_system: Some(operating_system) })
}

/// Makes a baseline the default of its operating system.
pub(super) fn register_default_patch_baseline(
    call: &mut Call<'_>,
    request: RegisterDefaultPatchBaselineRequest,
) -> Result<RegisterDefaultPatchBaselineResponse, Error> {
    let (id, found) = call.store.patching.find(&request.baseline_id, call.identity)?;
    let operating_system = found.operating_system().as_str().to_owned();
    call.store.patching.defaults.insert(operating_system, id.clone());
    Ok(RegisterDefaultPatchBaselineResponse { baseline_id: Some(id) })
}
