//! Which baseline is for which group of nodes.

use super::baselines::identity;
use super::condition::{Conditions, invalid};
use crate::model::operation::{
    DeregisterPatchBaselineForPatchGroupRequest, DeregisterPatchBaselineForPatchGroupResponse,
    DescribePatchGroupsRequest, DescribePatchGroupsResponse, GetPatchBaselineForPatchGroupRequest,
    GetPatchBaselineForPatchGroupResponse, RegisterPatchBaselineForPatchGroupRequest,
    RegisterPatchBaselineForPatchGroupResponse,
};
use crate::model::types::{
    AlreadyExistsException, DoesNotExistException, OperatingSystem, PatchGroupPatchBaselineMapping,
    ResourceLimitExceededException,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many groups a baseline may be for.
const MAXIMUM_GROUPS: usize = 25;

/// How many groups a page has unless the request says it.
const PAGE: usize = 100;

/// Says that a baseline is for a group of nodes, which has one for each operating system.
pub(super) fn register_patch_baseline_for_patch_group(
    call: &mut Call<'_>,
    request: RegisterPatchBaselineForPatchGroupRequest,
) -> Result<RegisterPatchBaselineForPatchGroupResponse, Error> {
    let (id, found) = call.store.patching.find(&request.baseline_id, call.identity)?;
    let place = (request.patch_group.clone(), found.operating_system().as_str().to_owned());
    let groups = &mut call.store.patching.groups;
    if let Some(before) = groups.get(&place) {
        let (group, operating_system) = place;
        let message = format!("the patch group {group:?} has the baseline {before} for {operating_system}");
        return Err(AlreadyExistsException::with_message(message).into());
    }
    if groups.values().filter(|used| **used == id).count() >= MAXIMUM_GROUPS {
        let message = format!("the patch baseline {id} is for {MAXIMUM_GROUPS} patch groups already");
        return Err(ResourceLimitExceededException::with_message(message).into());
    }
    groups.insert(place, id.clone());
    Ok(RegisterPatchBaselineForPatchGroupResponse {
        baseline_id: Some(id),
        patch_group: Some(request.patch_group),
    })
}

/// Says that a baseline is not for a group of nodes any more.
pub(super) fn deregister_patch_baseline_for_patch_group(
    call: &mut Call<'_>,
    request: DeregisterPatchBaselineForPatchGroupRequest,
) -> Result<DeregisterPatchBaselineForPatchGroupResponse, Error> {
    let (id, found) = call.store.patching.find(&request.baseline_id, call.identity)?;
    let place = (request.patch_group.clone(), found.operating_system().as_str().to_owned());
    let groups = &mut call.store.patching.groups;
    if groups.get(&place) != Some(&id) {
        let message = format!("the patch baseline {id} is not for the patch group {:?}", place.0);
        return Err(DoesNotExistException::with_message(message).into());
    }
    groups.remove(&place);
    Ok(DeregisterPatchBaselineForPatchGroupResponse {
        baseline_id: Some(id),
        patch_group: Some(request.patch_group),
    })
}

/// Answers the baseline of a group of nodes: its own, or else the default one.
pub(super) fn get_patch_baseline_for_patch_group(
    call: &mut Call<'_>,
    request: GetPatchBaselineForPatchGroupRequest,
) -> Result<GetPatchBaselineForPatchGroupResponse, Error> {
    let operating_system = request.operating_system.unwrap_or(OperatingSystem::Windows);
    let patching = &call.store.patching;
    let place = (request.patch_group.clone(), operating_system.as_str().to_owned());
    let own = patching.groups.get(&place).cloned();
    let id = own.unwrap_or_else(|| patching.default(&operating_system, call.identity));
    Ok(GetPatchBaselineForPatchGroupResponse {
        baseline_id: Some(id),
        patch_group: Some(request.patch_group),
        operating_system: Some(operating_system),
    })
}

/// Answers the groups that have baselines, each with its baselines.
pub(super) fn describe_patch_groups(
    call: &mut Call<'_>,
    request: DescribePatchGroupsRequest,
) -> Result<DescribePatchGroupsResponse, Error> {
    let conditions =
        Conditions::of(request.filters, &["NAME_PREFIX", "OPERATING_SYSTEM"]).map_err(invalid)?;
    let mut found = Vec::new();
    for ((group, operating_system), id) in call.store.patching.groups.iter() {
        if conditions.accept_beginning("NAME_PREFIX", group)
            && conditions.accept("OPERATING_SYSTEM", operating_system)
        {
            let (id, baseline) = call.store.patching.find(id, call.identity)?;
            let mapping = PatchGroupPatchBaselineMapping {
                patch_group: Some(group.clone()),
                baseline_identity: Some(identity(call, id, &baseline.operating_system(), baseline.content())),
            };
            // No group has this character in its name.
            found.push((format!("{group}\u{0}{operating_system}"), mapping));
        }
    }
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page =
        call.store.paging.page::<String, _, _>("DescribePatchGroups", token, size, found.into_iter())?;
    Ok(DescribePatchGroupsResponse { mappings: page.items, next_token: page.next_token })
}
