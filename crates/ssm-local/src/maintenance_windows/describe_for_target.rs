//! `DescribeMaintenanceWindowsForTarget`.

use crate::model::operation::{
    DescribeMaintenanceWindowsForTargetRequest, DescribeMaintenanceWindowsForTargetResponse,
};
use crate::model::types::{MaintenanceWindowIdentityForTarget, MaintenanceWindowResourceType, Target};
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers the windows that these targets are registered with, themselves or for a task.
pub(super) fn describe_maintenance_windows_for_target(
    call: &mut Call<'_>,
    request: DescribeMaintenanceWindowsForTargetRequest,
) -> Result<DescribeMaintenanceWindowsForTargetResponse, Error> {
    let windows = call.store.maintenance_windows.by_id.values();
    let found = windows.filter(|window| concerns(call, &window.id, &request.targets, &request.resource_type));
    let identity = |name: &str, id: &str| MaintenanceWindowIdentityForTarget {
        window_id: Some(id.to_owned()),
        name: Some(name.to_owned()),
    };
    let page = call.store.paging.page::<String, _, _>(
        "maintenance windows of a target",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        found.map(|window| (&window.id, identity(&window.name, &window.id))),
    )?;
    Ok(DescribeMaintenanceWindowsForTargetResponse {
        window_identities: page.items,
        next_token: page.next_token,
    })
}

/// Whether one of these targets belongs to a window.
pub(super) fn concerns(
    call: &Call<'_>,
    window: &str,
    wanted: &[Target],
    kind: &MaintenanceWindowResourceType,
) -> bool {
    let windows = &call.store.maintenance_windows;
    let registered = windows
        .targets_of(window)
        .filter(|(_, target)| target.resource_type.as_ref() == Some(kind))
        .flat_map(|(_, target)| &target.targets);
    let of_tasks = windows.tasks_of(window).flat_map(|(_, task)| &task.shown.targets);
    registered.chain(of_tasks).any(|own| wanted.iter().any(|wanted| overlap(own, wanted)))
}

fn overlap(one: &Target, other: &Target) -> bool {
    let values = |target: &Target| target.values.clone().unwrap_or_default();
    let key = |target: &Target| target.key.as_deref().map(str::to_lowercase);
    key(one) == key(other) && values(one).iter().any(|value| values(other).contains(value))
}
