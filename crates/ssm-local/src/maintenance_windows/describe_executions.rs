//! `DescribeMaintenanceWindowExecutions`.

use super::execution::Execution;
use super::filter::Filters;
use crate::model::operation::{
    DescribeMaintenanceWindowExecutionsRequest, DescribeMaintenanceWindowExecutionsResponse,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers the executions of a window, latest first, also of one that was deleted.
pub(super) fn describe_maintenance_window_executions(
    call: &mut Call<'_>,
    request: DescribeMaintenanceWindowExecutionsRequest,
) -> Result<DescribeMaintenanceWindowExecutionsResponse, Error> {
    let filters = Filters::of(request.filters, &["ExecutedBefore", "ExecutedAfter"])?;
    let is_wanted = |execution: &&Execution| {
        execution.shown.window_id.as_ref() == Some(&request.window_id)
            && filters.accept_time(execution.shown.start_time)
    };
    let executions = call.store.maintenance_windows.executions.values().filter(is_wanted);
    let mut executions: Vec<(String, &Execution)> =
        executions.map(|execution| (execution.position(), execution)).collect();
    executions.sort_by(|one, other| one.0.cmp(&other.0));
    let page = call.store.paging.page::<String, _, _>(
        "executions of a maintenance window",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        executions.into_iter().map(|(position, execution)| (position, execution.shown.clone())),
    )?;
    Ok(DescribeMaintenanceWindowExecutionsResponse {
        window_executions: page.items,
        next_token: page.next_token,
    })
}
