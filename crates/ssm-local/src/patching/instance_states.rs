//! `DescribeInstancePatchStates` and `DescribeInstancePatchStatesForPatchGroup`.

use super::state;
use crate::model::operation::{
    DescribeInstancePatchStatesForPatchGroupRequest, DescribeInstancePatchStatesForPatchGroupResponse,
    DescribeInstancePatchStatesRequest, DescribeInstancePatchStatesResponse,
};
use crate::model::types::{
    InstancePatchState, InstancePatchStateFilter, InstancePatchStateOperatorType as Operator, InvalidFilter,
};
use crate::paging::{self, Page};
use crate::protocol::{Call, Error};

/// How many states a page has unless the request says it.
const PAGE: usize = 100;

/// Answers the states of nodes. A node that told none is left out.
pub(super) fn describe_instance_patch_states(
    call: &mut Call<'_>,
    request: DescribeInstancePatchStatesRequest,
) -> Result<DescribeInstancePatchStatesResponse, Error> {
    let mut ids = request.instance_ids;
    ids.sort_unstable();
    ids.dedup();
    let states = ids.iter().filter_map(|id| state::of(call, id)).collect();
    let token = request.next_token.as_deref();
    let page = page(call, "DescribeInstancePatchStates", token, request.max_results, states)?;
    Ok(DescribeInstancePatchStatesResponse { instance_patch_states: page.items, next_token: page.next_token })
}

/// Answers the states of the nodes of a group that meet all filters.
pub(super) fn describe_instance_patch_states_for_patch_group(
    call: &mut Call<'_>,
    request: DescribeInstancePatchStatesForPatchGroupRequest,
) -> Result<DescribeInstancePatchStatesForPatchGroupResponse, Error> {
    let filters = request.filters.unwrap_or_default().into_iter().map(Filter::new);
    let filters: Vec<Filter> = filters.collect::<Result<_, _>>()?;
    let mut states = state::of_group(call, &request.patch_group);
    states.retain(|state| filters.iter().all(|filter| filter.accepts(state)));
    let list = format!("DescribeInstancePatchStatesForPatchGroup {}", request.patch_group);
    let page = page(call, &list, request.next_token.as_deref(), request.max_results, states)?;
    Ok(DescribeInstancePatchStatesForPatchGroupResponse {
        instance_patch_states: page.items,
        next_token: page.next_token,
    })
}

fn page(
    call: &Call<'_>,
    list: &str,
    token: Option<&str>,
    size: Option<i32>,
    states: Vec<InstancePatchState>,
) -> Result<Page<InstancePatchState>, Error> {
    let states = states.into_iter().map(|state| (state.instance_id.clone().unwrap_or_default(), state));
    call.store.paging.page::<String, _, _>(list, token, paging::size(size, PAGE), states)
}

/// A condition on how many patches are in a state.
struct Filter {
    count: fn(&InstancePatchState) -> Option<i32>,
    operator: Operator,
    value: i32,
}

impl Filter {
    fn new(filter: InstancePatchStateFilter) -> Result<Self, Error> {
        let count: fn(&InstancePatchState) -> Option<i32> = match filter.key.as_str() {
            "CriticalNonCompliantCount" => |state| state.critical_non_compliant_count,
            "FailedCount" => |state| state.failed_count,
            "InstalledCount" => |state| state.installed_count,
            "InstalledOtherCount" => |state| state.installed_other_count,
            "InstalledPendingRebootCount" => |state| state.installed_pending_reboot_count,
            "InstalledRejectedCount" => |state| state.installed_rejected_count,
            "MissingCount" => |state| state.missing_count,
            "NotApplicableCount" => |state| state.not_applicable_count,
            "OtherNonCompliantCount" => |state| state.other_non_compliant_count,
            "SecurityNonCompliantCount" => |state| state.security_non_compliant_count,
            "UnreportedNotApplicableCount" => |state| state.unreported_not_applicable_count,
            key => return Err(invalid(format!("{key:?} is no filter here; filters are counts of patches"))),
        };
        let value = filter.values.first().map(String::as_str).unwrap_or_default();
        let value = value.parse().map_err(|_| invalid(format!("{value:?} is no number of patches")))?;
        Ok(Self { count, operator: filter.r#type, value })
    }

    fn accepts(&self, state: &InstancePatchState) -> bool {
        let count = (self.count)(state).unwrap_or_default();
        match self.operator {
            Operator::NotEqual => count != self.value,
            Operator::LessThan => count < self.value,
            Operator::GreaterThan => count > self.value,
            _ => count == self.value,
        }
    }
}

fn invalid(message: String) -> Error {
    InvalidFilter::with_message(message).into()
}
