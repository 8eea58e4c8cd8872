//! `UpdatePatchBaseline`.

use super::baseline::Content;
use super::check;
use super::collection::{Found, does_not_exist};
use crate::model::operation::{UpdatePatchBaselineRequest, UpdatePatchBaselineResponse};
use crate::protocol::{Call, Error};

/// Changes what the request names, or, if it replaces, everything.
pub(super) fn update_patch_baseline(
    call: &mut Call<'_>,
    request: UpdatePatchBaselineRequest,
) -> Result<UpdatePatchBaselineResponse, Error> {
    let (id, found) = call.store.patching.find(&request.baseline_id, call.identity)?;
    let Found::Own(before) = found else {
        let message = format!("{} belongs to the service and cannot be changed", request.baseline_id);
        return Err(Error::validation(message));
    };
    let before_content = if request.replace.unwrap_or_default() {
        let name = request.name.clone();
        Content::named(name.ok_or_else(|| Error::validation("a request that replaces needs a Name"))?)
    } else {
        before.content.clone()
    };
    let content = changed(before_content, request);
    check::content(&before.operating_system, &content)?;
    let now = call.now;
    let baseline = call.store.patching.baselines.get_mut(&id).ok_or_else(|| does_not_exist(&id))?;
    baseline.content = content.clone();
    baseline.modified = now;
    Ok(UpdatePatchBaselineResponse {
        baseline_id: Some(id),
        name: Some(content.name),
        operating_system: Some(baseline.operating_system.clone()),
        global_filters: Some(content.global_filters),
        approval_rules: Some(content.approval_rules),
        approved_patches: content.approved_patches,
        approved_patches_compliance_level: Some(content.approved_patches_compliance_level),
        approved_patches_enable_non_security: Some(content.approved_patches_enable_non_security),
        rejected_patches: content.rejected_patches,
        rejected_patches_action: Some(content.rejected_patches_action),
        created_date: Some(baseline.created),
        modified_date: Some(baseline.modified),
        description: content.description,
        sources: content.sources,
        available_security_updates_compliance_status: content.available_security_updates,
    })
}

fn changed(before: Content, request: UpdatePatchBaselineRequest) -> Content {
    Content {
        name: request.name.unwrap_or(before.name),
        description: request.description.or(before.description),
        global_filters: request.global_filters.unwrap_or(before.global_filters),
        approval_rules: request.approval_rules.unwrap_or(before.approval_rules),
        approved_patches: request.approved_patches.unwrap_or(before.approved_patches),
        approved_patches_compliance_level: request
            .approved_patches_compliance_level
            .unwrap_or(before.approved_patches_compliance_level),
        approved_patches_enable_non_security: request
            .approved_patches_enable_non_security
            .unwrap_or(before.approved_patches_enable_non_security),
        rejected_patches: request.rejected_patches.unwrap_or(before.rejected_patches),
        rejected_patches_action: request.rejected_patches_action.unwrap_or(before.rejected_patches_action),
        sources: request.sources.unwrap_or(before.sources),
        available_security_updates: request
            .available_security_updates_compliance_status
            .or(before.available_security_updates),
    }
}
