//! `DeletePatchBaseline`.

use super::collection::check_id;
use crate::model::operation::{DeletePatchBaselineRequest, DeletePatchBaselineResponse};
use crate::model::types::ResourceInUseException;
use crate::protocol::{Call, Error};
use crate::tags::Resource;

/// Deletes a baseline that is for nothing. One that is not there is deleted already.
pub(super) fn delete_patch_baseline(
    call: &mut Call<'_>,
    request: DeletePatchBaselineRequest,
) -> Result<DeletePatchBaselineResponse, Error> {
    let id = request.baseline_id;
    let short = id.rsplit_once('/').map_or(&*id, |(_, short)| short).to_owned();
    check_id(&short)?;
    let patching = &mut call.store.patching;
    let use_of_it = if patching.groups.values().any(|used| *used == short) {
        Some("registered for a patch group; deregister it first")
    } else if patching.defaults.values().any(|used| *used == short) {
        Some("the default of its operating system; register another default first")
    } else {
        None
    };
    if let Some(use_of_it) = use_of_it {
        let message = format!("the patch baseline {id} is {use_of_it}");
        return Err(ResourceInUseException::with_message(message).into());
    }
    patching.baselines.remove(&short);
    call.store.tags.forget(&Resource::patch_baseline(&short));
    Ok(DeletePatchBaselineResponse { baseline_id: Some(id) })
}
