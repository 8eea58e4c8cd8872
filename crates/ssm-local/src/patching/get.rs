//! `GetPatchBaseline`.

use time::OffsetDateTime;

use super::collection::Found;
use crate::model::operation::{GetPatchBaselineRequest, GetPatchBaselineResponse};
use crate::protocol::{Call, Error};

/// Answers a baseline and the groups of nodes that it is for.
pub(super) fn get_patch_baseline(
    call: &mut Call<'_>,
    request: GetPatchBaselineRequest,
) -> Result<GetPatchBaselineResponse, Error> {
    let patching = &call.store.patching;
    let (id, found) = patching.find(&request.baseline_id, call.identity)?;
    let (created, modified) = match &found {
        Found::Own(baseline) => (baseline.created, baseline.modified),
        // What the service provides is as old as can be.
        Found::Provided(_) => (OffsetDateTime::UNIX_EPOCH, OffsetDateTime::UNIX_EPOCH),
    };
    let groups = patching.groups.iter().filter(|(_, baseline)| **baseline == id);
    let content = found.content();
    Ok(GetPatchBaselineResponse {
        name: Some(content.name),
        operating_system: Some(found.operating_system()),
        global_filters: Some(content.global_filters),
        approval_rules: Some(content.approval_rules),
        approved_patches: content.approved_patches,
        approved_patches_compliance_level: Some(content.approved_patches_compliance_level),
        approved_patches_enable_non_security: Some(content.approved_patches_enable_non_security),
        rejected_patches: content.rejected_patches,
        rejected_patches_action: Some(content.rejected_patches_action),
        patch_groups: groups.map(|((group, _), _)| group.clone()).collect(),
        created_date: Some(created),
        modified_date: Some(modified),
        description: content.description,
        sources: content.sources,
        available_security_updates_compliance_status: content.available_security_updates,
        baseline_id: Some(id),
    })
}
