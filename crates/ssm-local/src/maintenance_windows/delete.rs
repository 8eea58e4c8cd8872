//! `DeleteMaintenanceWindow`.

use crate::model::operation::{DeleteMaintenanceWindowRequest, DeleteMaintenanceWindowResponse};
use crate::protocol::{Call, Error};
use crate::tags::Resource;

/// Removes a window with its targets and tasks. What it executed stays known, and one that is not
/// there is not missed.
pub(super) fn delete_maintenance_window(
    call: &mut Call<'_>,
    request: DeleteMaintenanceWindowRequest,
) -> Result<DeleteMaintenanceWindowResponse, Error> {
    let id = request.window_id;
    let windows = &mut call.store.maintenance_windows;
    let targets: Vec<String> = windows.targets_of(&id).map(|(target, _)| target.clone()).collect();
    for target in targets {
        windows.targets.remove(&(id.clone(), target));
    }
    let tasks: Vec<String> = windows.tasks_of(&id).map(|(task, _)| task.clone()).collect();
    for task in tasks {
        windows.tasks.remove(&(id.clone(), task));
    }
    windows.by_id.remove(&id);
    call.store.tags.forget(&Resource::maintenance_window(&id));
    Ok(DeleteMaintenanceWindowResponse { window_id: Some(id) })
}
