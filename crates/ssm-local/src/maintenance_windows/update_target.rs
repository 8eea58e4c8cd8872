//! `UpdateMaintenanceWindowTarget`.

use super::register_target::check;
use crate::model::operation::{UpdateMaintenanceWindowTargetRequest, UpdateMaintenanceWindowTargetResponse};
use crate::model::types::MaintenanceWindowResourceType;
use crate::protocol::{Call, Error};

/// Changes what is given; or replaces all of it, what is not given being taken away.
pub(super) fn update_maintenance_window_target(
    call: &mut Call<'_>,
    request: UpdateMaintenanceWindowTargetRequest,
) -> Result<UpdateMaintenanceWindowTargetResponse, Error> {
    let mut target =
        call.store.maintenance_windows.target(&request.window_id, &request.window_target_id)?.clone();
    if request.replace.unwrap_or_default() {
        if request.targets.is_none() {
            return Err(Error::validation("Targets must be given to replace a target"));
        }
        target.owner_information = None;
        target.name = None;
        target.description = None;
    }
    if let Some(targets) = request.targets {
        check(&targets, target.resource_type.as_ref().unwrap_or(&MaintenanceWindowResourceType::Instance))?;
        target.targets = targets;
    }
    target.owner_information = request.owner_information.or(target.owner_information);
    target.name = request.name.or(target.name);
    target.description = request.description.or(target.description);
    let key = (request.window_id.clone(), request.window_target_id.clone());
    call.store.maintenance_windows.targets.insert(key, target.clone());
    Ok(UpdateMaintenanceWindowTargetResponse {
        window_id: Some(request.window_id),
        window_target_id: Some(request.window_target_id),
        targets: target.targets,
        owner_information: target.owner_information,
        name: target.name,
        description: target.description,
    })
}
