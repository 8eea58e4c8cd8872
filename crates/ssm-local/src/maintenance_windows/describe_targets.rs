//! `DescribeMaintenanceWindowTargets`.

use super::filter::Filters;
use crate::model::operation::{
    DescribeMaintenanceWindowTargetsRequest, DescribeMaintenanceWindowTargetsResponse,
};
use crate::model::types::MaintenanceWindowTarget;
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers the targets of a window by id.
pub(super) fn describe_maintenance_window_targets(
    call: &mut Call<'_>,
    request: DescribeMaintenanceWindowTargetsRequest,
) -> Result<DescribeMaintenanceWindowTargetsResponse, Error> {
    let filters = Filters::of(request.filters, &["Type", "WindowTargetId", "OwnerInformation"])?;
    let windows = &call.store.maintenance_windows;
    windows.window(&request.window_id)?;
    let accepted = |target: &MaintenanceWindowTarget| {
        filters.accept(|key| match key {
            "Type" => target.resource_type.as_ref().map(|kind| kind.as_str()),
            "WindowTargetId" => target.window_target_id.as_deref(),
            _ => target.owner_information.as_deref(),
        })
    };
    let targets = windows.targets_of(&request.window_id).filter(|(_, target)| accepted(target));
    let page = call.store.paging.page::<String, _, _>(
        "targets of a maintenance window",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        targets.map(|(id, target)| (id, target.clone())),
    )?;
    Ok(DescribeMaintenanceWindowTargetsResponse { targets: page.items, next_token: page.next_token })
}
