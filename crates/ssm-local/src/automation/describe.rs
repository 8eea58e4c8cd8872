//! `DescribeAutomationExecutions`.

use std::collections::BTreeMap;

use super::answer;
use super::execution::Execution;
use super::filter::accepts;
use super::position::Position;
use crate::model::operation::{DescribeAutomationExecutionsRequest, DescribeAutomationExecutionsResponse};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many executions are on a page unless the request says it.
const PAGE: usize = 50;

/// Answers executions, latest first.
pub(super) fn describe_automation_executions(
    call: &mut Call<'_>,
    request: DescribeAutomationExecutionsRequest,
) -> Result<DescribeAutomationExecutionsResponse, Error> {
    let filters = request.filters.unwrap_or_default();
    super::filter::check(&filters)?;
    let fits = |execution: &&Execution| filters.iter().all(|filter| accepts(filter, execution, call));
    let found = call.store.automations.by_id.values().filter(fits);
    let found: BTreeMap<Position, &Execution> =
        found.map(|execution| (Position::of(execution), execution)).collect();
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<Position, _, _>(
        "DescribeAutomationExecutions",
        token,
        size,
        found.into_iter(),
    )?;
    Ok(DescribeAutomationExecutionsResponse {
        automation_execution_metadata_list: page.items.into_iter().map(answer::metadata).collect(),
        next_token: page.next_token,
    })
}
