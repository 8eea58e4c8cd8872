//! `CreateMaintenanceWindow`.

use super::client_token::once;
use super::window::Window;
use crate::model::operation::{CreateMaintenanceWindowRequest, CreateMaintenanceWindowResponse};
use crate::model::types::ResourceLimitExceededException;
use crate::protocol::{Call, Error};
use crate::tags::{self, Resource};

/// How many windows an account may have in a region.
const MAXIMUM_WINDOWS: usize = 50;

/// Creates an enabled window without targets and tasks.
pub(super) fn create_maintenance_window(
    call: &mut Call<'_>,
    mut request: CreateMaintenanceWindowRequest,
) -> Result<CreateMaintenanceWindowResponse, Error> {
    let token = request.client_token.take();
    let id = once(call, request, token, create)?;
    Ok(CreateMaintenanceWindowResponse { window_id: Some(id) })
}

fn create(call: &mut Call<'_>, request: CreateMaintenanceWindowRequest) -> Result<String, Error> {
    if call.store.maintenance_windows.by_id.len() >= MAXIMUM_WINDOWS {
        let message =
            format!("there are {MAXIMUM_WINDOWS} maintenance windows, which is as many as there may be");
        return Err(ResourceLimitExceededException::with_message(message).into());
    }
    let id = call.ids.resource("mw");
    let mut window = Window {
        id: id.clone(),
        name: request.name,
        description: request.description,
        start_date: request.start_date,
        end_date: request.end_date,
        schedule: request.schedule,
        schedule_timezone: request.schedule_timezone,
        schedule_offset: request.schedule_offset,
        duration: request.duration,
        cutoff: request.cutoff,
        allow_unassociated_targets: request.allow_unassociated_targets,
        enabled: true,
        created: call.now,
        modified: call.now,
        scheduled: call.now,
        next: None,
    };
    window.plan(call.now)?;
    let new_tags = request.tags.unwrap_or_default();
    tags::check_keys(new_tags.iter().map(|tag| &tag.key))?;
    let new_tags = tags::merged(None, new_tags).map_err(|error| Error::validation(error.to_string()))?;
    if !new_tags.is_empty() {
        call.store.tags.set(Resource::maintenance_window(&id), new_tags);
    }
    call.store.maintenance_windows.by_id.insert(id.clone(), window);
    Ok(id)
}
