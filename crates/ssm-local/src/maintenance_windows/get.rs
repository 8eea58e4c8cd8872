//! `GetMaintenanceWindow`.

use crate::model::operation::{GetMaintenanceWindowRequest, GetMaintenanceWindowResponse};
use crate::protocol::{Call, Error};

/// Answers a window and when it is next due.
pub(super) fn get_maintenance_window(
    call: &mut Call<'_>,
    request: GetMaintenanceWindowRequest,
) -> Result<GetMaintenanceWindowResponse, Error> {
    let window = call.store.maintenance_windows.window(&request.window_id)?.clone();
    Ok(GetMaintenanceWindowResponse {
        next_execution_time: window.next_written(),
        window_id: Some(window.id),
        name: Some(window.name),
        description: window.description,
        start_date: window.start_date,
        end_date: window.end_date,
        schedule: Some(window.schedule),
        schedule_timezone: window.schedule_timezone,
        schedule_offset: window.schedule_offset,
        duration: Some(window.duration),
        cutoff: Some(window.cutoff),
        allow_unassociated_targets: Some(window.allow_unassociated_targets),
        enabled: Some(window.enabled),
        created_date: Some(window.created),
        modified_date: Some(window.modified),
    })
}
