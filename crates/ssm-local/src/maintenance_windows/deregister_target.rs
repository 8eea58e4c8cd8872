//! `DeregisterTargetFromMaintenanceWindow`.

use crate::model::operation::{
    DeregisterTargetFromMaintenanceWindowRequest, DeregisterTargetFromMaintenanceWindowResponse,
};
use crate::model::types::TargetInUseException;
use crate::protocol::{Call, Error};

/// Removes a target from a window, if it is to be done safely only one that no task is for.
pub(super) fn deregister_target_from_maintenance_window(
    call: &mut Call<'_>,
    request: DeregisterTargetFromMaintenanceWindowRequest,
) -> Result<DeregisterTargetFromMaintenanceWindowResponse, Error> {
    let (window, target) = (request.window_id, request.window_target_id);
    let windows = &mut call.store.maintenance_windows;
    windows.target(&window, &target)?;
    let user = windows.tasks_of(&window).find(|(_, task)| task.window_targets().any(|id| *id == target));
    if let Some((task, _)) = user.filter(|_| request.safe.unwrap_or_default()) {
        let message = format!("the task {task} is for the target {target}");
        return Err(TargetInUseException::with_message(message).into());
    }
    windows.targets.remove(&(window.clone(), target.clone()));
    Ok(DeregisterTargetFromMaintenanceWindowResponse {
        window_id: Some(window),
        window_target_id: Some(target),
    })
}
