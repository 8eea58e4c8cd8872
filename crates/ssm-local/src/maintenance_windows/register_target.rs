//! `RegisterTargetWithMaintenanceWindow`.

use super::client_token::once;
use crate::model::operation::{
    RegisterTargetWithMaintenanceWindowRequest, RegisterTargetWithMaintenanceWindowResponse,
};
use crate::model::types::{
    MaintenanceWindowResourceType, MaintenanceWindowTarget, ResourceLimitExceededException, Target,
};
use crate::protocol::{Call, Error};

/// How many targets a window may have.
const MAXIMUM_TARGETS: usize = 100;

/// Adds a target to a window.
pub(super) fn register_target_with_maintenance_window(
    call: &mut Call<'_>,
    mut request: RegisterTargetWithMaintenanceWindowRequest,
) -> Result<RegisterTargetWithMaintenanceWindowResponse, Error> {
    let token = request.client_token.take();
    let id = once(call, request, token, register)?;
    Ok(RegisterTargetWithMaintenanceWindowResponse { window_target_id: Some(id) })
}

fn register(
    call: &mut Call<'_>,
    request: RegisterTargetWithMaintenanceWindowRequest,
) -> Result<String, Error> {
    let windows = &call.store.maintenance_windows;
    windows.window(&request.window_id)?;
    check(&request.targets, &request.resource_type)?;
    if windows.targets_of(&request.window_id).count() >= MAXIMUM_TARGETS {
        let message = format!("a maintenance window has at most {MAXIMUM_TARGETS} targets");
        return Err(ResourceLimitExceededException::with_message(message).into());
    }
    let id = call.ids.uuid();
    let target = MaintenanceWindowTarget {
        window_id: Some(request.window_id.clone()),
        window_target_id: Some(id.clone()),
        resource_type: Some(request.resource_type),
        targets: request.targets,
        owner_information: request.owner_information,
        name: request.name,
        description: request.description,
    };
    call.store.maintenance_windows.targets.insert((request.window_id, id.clone()), target);
    Ok(id)
}

/// Refuses targets that can be none of this kind.
pub(super) fn check(targets: &[Target], kind: &MaintenanceWindowResourceType) -> Result<(), Error> {
    if targets.is_empty() {
        return Err(Error::validation("a target of a maintenance window needs at least one of Targets"));
    }
    let is_group = |key: &str| key.starts_with("resource-groups:");
    let is_node =
        |key: &str| key.eq_ignore_ascii_case("InstanceIds") || key == "tag-key" || key.starts_with("tag:");
    let fits = |target: &&Target| {
        let key = target.key.as_deref().unwrap_or_default();
        match kind {
            MaintenanceWindowResourceType::ResourceGroup => is_group(key),
            _ => is_node(key),
        }
    };
    match targets.iter().find(|target| !fits(target)) {
        None => Ok(()),
        Some(wrong) => Err(Error::validation(format!(
            "{:?} is no key of a target of type {}; keys are InstanceIds, tag-key and tag:KEY of instances, and \
             resource-groups:Name and resource-groups:ResourceTypeFilters of resource groups",
            wrong.key.as_deref().unwrap_or_default(),
            kind.as_str()
        ))),
    }
}
