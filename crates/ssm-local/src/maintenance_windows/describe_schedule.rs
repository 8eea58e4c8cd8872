//! `DescribeMaintenanceWindowSchedule`.

use time::Duration;

use super::describe_for_target::concerns;
use super::window::Window;
use crate::model::operation::{
    DescribeMaintenanceWindowScheduleRequest, DescribeMaintenanceWindowScheduleResponse,
};
use crate::model::types::ScheduledWindowExecution;
use crate::paging;
use crate::protocol::{Call, Error};

/// How far the list looks ahead.
const HORIZON: Duration = Duration::days(366);

/// How many executions of a window it shows.
const MAXIMUM_EXECUTIONS: usize = 100;

/// Answers the executions to come of a window, of the windows of a target, or of all.
pub(super) fn describe_maintenance_window_schedule(
    call: &mut Call<'_>,
    request: DescribeMaintenanceWindowScheduleRequest,
) -> Result<DescribeMaintenanceWindowScheduleResponse, Error> {
    if request.filters.as_ref().is_some_and(|filters| !filters.is_empty()) {
        return Err(Error::validation("the schedule of maintenance windows knows no filters"));
    }
    let windows = &call.store.maintenance_windows;
    if let Some(id) = &request.window_id {
        windows.window(id)?;
    }
    let targets = request.targets.unwrap_or_default();
    let kind = request.resource_type;
    if targets.is_empty() != kind.is_none() {
        return Err(Error::validation("Targets and ResourceType must be given together"));
    }
    let is_wanted = |window: &&Window| {
        let is_named = request.window_id.as_ref().is_none_or(|id| *id == window.id);
        is_named && kind.as_ref().is_none_or(|kind| concerns(call, &window.id, &targets, kind))
    };
    let wanted = windows.by_id.values().filter(is_wanted);
    let mut executions: Vec<(String, ScheduledWindowExecution)> =
        wanted.flat_map(|window| upcoming(call, window)).collect();
    executions.sort_by(|one, other| one.0.cmp(&other.0));
    let page = call.store.paging.page::<String, _, _>(
        "schedule of maintenance windows",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        executions.into_iter(),
    )?;
    Ok(DescribeMaintenanceWindowScheduleResponse {
        scheduled_window_executions: page.items,
        next_token: page.next_token,
    })
}

/// The executions of a window to come, each with its place in the list.
fn upcoming(call: &Call<'_>, window: &Window) -> Vec<(String, ScheduledWindowExecution)> {
    let Some(timetable) = window.timetable().ok().filter(|_| window.enabled) else { return Vec::new() };
    let end = call.now.checked_add(HORIZON).unwrap_or(call.now);
    let times = std::iter::successors(window.next, |time| timetable.next(*time));
    let times = times.take_while(|time| *time <= end).take(MAXIMUM_EXECUTIONS);
    let execution = |time: time::OffsetDateTime| {
        let execution = ScheduledWindowExecution {
            window_id: Some(window.id.clone()),
            name: Some(window.name.clone()),
            execution_time: Some(timetable.written(time)),
        };
        (format!("{:020}/{}", time.unix_timestamp(), window.id), execution)
    };
    times.map(execution).collect()
}
