//! `DeregisterTaskFromMaintenanceWindow`.

use crate::model::operation::{
    DeregisterTaskFromMaintenanceWindowRequest, DeregisterTaskFromMaintenanceWindowResponse,
};
use crate::protocol::{Call, Error};

/// Removes a task from a window. An execution under way still runs it.
pub(super) fn deregister_task_from_maintenance_window(
    call: &mut Call<'_>,
    request: DeregisterTaskFromMaintenanceWindowRequest,
) -> Result<DeregisterTaskFromMaintenanceWindowResponse, Error> {
    let (window, task) = (request.window_id, request.window_task_id);
    call.store.maintenance_windows.task(&window, &task)?;
    call.store.maintenance_windows.tasks.remove(&(window.clone(), task.clone()));
    Ok(DeregisterTaskFromMaintenanceWindowResponse { window_id: Some(window), window_task_id: Some(task) })
}
