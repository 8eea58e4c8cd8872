//! `DescribeMaintenanceWindowExecutionTaskInvocations`.

use super::filter::Filters;
use crate::model::operation::{
    DescribeMaintenanceWindowExecutionTaskInvocationsRequest,
    DescribeMaintenanceWindowExecutionTaskInvocationsResponse,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers what a task of an execution started.
pub(super) fn describe_maintenance_window_execution_task_invocations(
    call: &mut Call<'_>,
    request: DescribeMaintenanceWindowExecutionTaskInvocationsRequest,
) -> Result<DescribeMaintenanceWindowExecutionTaskInvocationsResponse, Error> {
    let filters = Filters::of(request.filters, &["STATUS"])?;
    let execution = call.store.maintenance_windows.execution(&request.window_execution_id)?;
    let invocations = execution.task(&request.task_id)?.invocations.iter().enumerate();
    let invocations =
        invocations.filter(|(_, one)| filters.accept(|_| one.status.as_ref().map(|status| status.as_str())));
    let page = call.store.paging.page::<usize, _, _>(
        "invocations of a maintenance window task",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        invocations.map(|(place, invocation)| (place, invocation.clone())),
    )?;
    Ok(DescribeMaintenanceWindowExecutionTaskInvocationsResponse {
        window_execution_task_invocation_identities: page.items,
        next_token: page.next_token,
    })
}
