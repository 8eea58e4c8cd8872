//! `DescribeAutomationStepExecutions`.

use super::answer;
use super::step::Step;
use crate::model::operation::{
    DescribeAutomationStepExecutionsRequest, DescribeAutomationStepExecutionsResponse,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many steps are on a page unless the request says it.
const PAGE: usize = 50;

/// Answers the steps of an execution in the order of the runbook, those that ran again behind; or in
/// the opposite order.
pub(super) fn describe_automation_step_executions(
    call: &mut Call<'_>,
    request: DescribeAutomationStepExecutionsRequest,
) -> Result<DescribeAutomationStepExecutionsResponse, Error> {
    let execution = super::get::find(call, &request.automation_execution_id)?;
    let filters = request.filters.unwrap_or_default();
    super::filter::check_steps(&filters)?;
    let mut steps: Vec<&Step> = execution.steps.iter().collect();
    let is_reversed = request.reverse_order == Some(true);
    if is_reversed {
        steps.reverse();
    }
    let fits = |step: &Step| filters.iter().all(|filter| super::filter::accepts_step(filter, step));
    let found = steps.into_iter().enumerate().filter(|(_, step)| fits(step));
    let list = format!("DescribeAutomationStepExecutions {} {is_reversed}", execution.id);
    let size = paging::size(request.max_results, PAGE);
    let page = call.store.paging.page::<usize, _, _>(&list, request.next_token.as_deref(), size, found)?;
    Ok(DescribeAutomationStepExecutionsResponse {
        step_executions: page.items.into_iter().map(answer::step).collect(),
        next_token: page.next_token,
    })
}
