//! `UpdateMaintenanceWindow`.

use super::window::Window;
use crate::model::operation::{UpdateMaintenanceWindowRequest, UpdateMaintenanceWindowResponse};
use crate::protocol::{Call, Error};

/// Changes what is given; or replaces all of it, what is not given being taken away.
pub(super) fn update_maintenance_window(
    call: &mut Call<'_>,
    request: UpdateMaintenanceWindowRequest,
) -> Result<UpdateMaintenanceWindowResponse, Error> {
    let mut window = call.store.maintenance_windows.window(&request.window_id)?.clone();
    if request.replace.unwrap_or_default() {
        replace(&request)?;
        clear(&mut window);
    }
    let is_rescheduled = request.schedule.is_some() && request.schedule.as_ref() != Some(&window.schedule);
    change(&mut window, request);
    if is_rescheduled {
        window.scheduled = call.now;
    }
    window.modified = call.now;
    window.plan(call.now)?;
    let shown = shown(&window);
    call.store.maintenance_windows.by_id.insert(window.id.clone(), window);
    Ok(shown)
}

/// Refuses to replace a window by less than one.
fn replace(request: &UpdateMaintenanceWindowRequest) -> Result<(), Error> {
    let given = [
        ("Name", request.name.is_some()),
        ("Schedule", request.schedule.is_some()),
        ("Duration", request.duration.is_some()),
        ("Cutoff", request.cutoff.is_some()),
        ("AllowUnassociatedTargets", request.allow_unassociated_targets.is_some()),
    ];
    match given.iter().find(|(_, is_given)| !is_given) {
        None => Ok(()),
        Some((name, _)) => {
            Err(Error::validation(format!("{name} must be given to replace a maintenance window")))
        }
    }
}

fn clear(window: &mut Window) {
    window.description = None;
    window.start_date = None;
    window.end_date = None;
    window.schedule_timezone = None;
    window.schedule_offset = None;
    window.enabled = true;
}

fn change(window: &mut Window, request: UpdateMaintenanceWindowRequest) {
    fn set<T>(what: &mut T, given: Option<T>) {
        if let Some(given) = given {
            *what = given;
        }
    }
    let or_none = |given: Option<String>| given.map(|text| Some(text).filter(|text| !text.is_empty()));
    set(&mut window.name, request.name);
    set(&mut window.description, request.description.map(Some));
    set(&mut window.start_date, or_none(request.start_date));
    set(&mut window.end_date, or_none(request.end_date));
    set(&mut window.schedule, request.schedule);
    set(&mut window.schedule_timezone, or_none(request.schedule_timezone));
    set(&mut window.schedule_offset, request.schedule_offset.map(Some));
    set(&mut window.duration, request.duration);
    set(&mut window.cutoff, request.cutoff);
    set(&mut window.allow_unassociated_targets, request.allow_unassociated_targets);
    set(&mut window.enabled, request.enabled);
}

fn shown(window: &Window) -> UpdateMaintenanceWindowResponse {
    let window = window.clone();
    UpdateMaintenanceWindowResponse {
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
    }
}
