//! `DescribePatchGroupState`.

use super::state;
use crate::model::operation::{DescribePatchGroupStateRequest, DescribePatchGroupStateResponse};
use crate::model::types::InstancePatchState;
use crate::protocol::{Call, Error};

/// Answers how many nodes of a group have patches in which state.
pub(super) fn describe_patch_group_state(
    call: &mut Call<'_>,
    request: DescribePatchGroupStateRequest,
) -> Result<DescribePatchGroupStateResponse, Error> {
    let states = state::of_group(call, &request.patch_group);
    let number = |count: usize| Some(i32::try_from(count).unwrap_or(i32::MAX));
    let with = |count: fn(&InstancePatchState) -> Option<i32>| {
        number(states.iter().filter(|state| count(state).is_some_and(|count| count > 0)).count())
    };
    Ok(DescribePatchGroupStateResponse {
        instances: number(states.len()),
        instances_with_installed_patches: with(|state| state.installed_count),
        instances_with_installed_other_patches: with(|state| state.installed_other_count),
        instances_with_installed_pending_reboot_patches: with(|state| state.installed_pending_reboot_count),
        instances_with_installed_rejected_patches: with(|state| state.installed_rejected_count),
        instances_with_missing_patches: with(|state| state.missing_count),
        instances_with_failed_patches: with(|state| state.failed_count),
        instances_with_not_applicable_patches: with(|state| state.not_applicable_count),
        instances_with_unreported_not_applicable_patches: with(|state| state.unreported_not_applicable_count),
        instances_with_critical_non_compliant_patches: with(|state| state.critical_non_compliant_count),
        instances_with_security_non_compliant_patches: with(|state| state.security_non_compliant_count),
        instances_with_other_non_compliant_patches: with(|state| state.other_non_compliant_count),
        instances_with_available_security_updates: with(|state| state.available_security_update_count),
    })
}
