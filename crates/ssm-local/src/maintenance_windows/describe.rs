//! `DescribeMaintenanceWindows`.

use super::filter::Filters;
use super::window::Window;
use crate::model::operation::{DescribeMaintenanceWindowsRequest, DescribeMaintenanceWindowsResponse};
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers the windows by id.
pub(super) fn describe_maintenance_windows(
    call: &mut Call<'_>,
    request: DescribeMaintenanceWindowsRequest,
) -> Result<DescribeMaintenanceWindowsResponse, Error> {
    let filters = Filters::of(request.filters, &["Name", "Enabled"])?;
    let accepted = |window: &&Window| {
        filters.accept(|key| match key {
            "Name" => Some(window.name.as_str()),
            _ => Some(if window.enabled { "true" } else { "false" }),
        })
    };
    let windows = call.store.maintenance_windows.by_id.values().filter(accepted);
    let page = call.store.paging.page::<String, _, _>(
        "maintenance windows",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        windows.map(|window| (&window.id, window.identity())),
    )?;
    Ok(DescribeMaintenanceWindowsResponse { window_identities: page.items, next_token: page.next_token })
}
