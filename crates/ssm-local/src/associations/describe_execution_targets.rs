//! `DescribeAssociationExecutionTargets`.

use super::execution::{Execution, existing};
use super::state::NodeState;
use crate::model::operation::{
    DescribeAssociationExecutionTargetsRequest, DescribeAssociationExecutionTargetsResponse,
};
use crate::model::types::{
    AssociationExecutionTarget, AssociationExecutionTargetsFilterKey as Key, OutputSource,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// The type of all targets.
const RESOURCE_TYPE: &str = "ManagedInstance";

/// Answers the nodes of an execution by id.
pub(super) fn describe_association_execution_targets(
    call: &mut Call<'_>,
    request: DescribeAssociationExecutionTargetsRequest,
) -> Result<DescribeAssociationExecutionTargetsResponse, Error> {
    let execution = existing(call, &request.association_id, &request.execution_id)?;
    let filters = request.filters.unwrap_or_default();
    let accepted = |node: &String, state: &NodeState| {
        filters.iter().all(|filter| match filter.key {
            Key::ResourceId => *node == filter.value,
            Key::ResourceType => filter.value == RESOURCE_TYPE,
            _ => state.status == filter.value,
        })
    };
    let nodes = execution.nodes.iter().filter(|(node, state)| accepted(node, state));
    let page = call.store.paging.page::<String, _, _>(
        "targets of an association execution",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        nodes.map(|(node, state)| (node, target(execution, node, state))),
    )?;
    Ok(DescribeAssociationExecutionTargetsResponse {
        association_execution_targets: page.items,
        next_token: page.next_token,
    })
}

fn target(execution: &Execution, node: &str, state: &NodeState) -> AssociationExecutionTarget {
    let source = execution.command.clone().ok().flatten().map(|id| OutputSource {
        output_source_id: Some(id),
        output_source_type: Some("RunCommand".to_owned()),
    });
    AssociationExecutionTarget {
        association_id: Some(execution.association_id.clone()),
        association_version: execution.version.clone(),
        execution_id: Some(execution.id.clone()),
        resource_id: Some(node.to_owned()),
        resource_type: Some(RESOURCE_TYPE.to_owned()),
        status: Some(state.status.clone()),
        detailed_status: Some(state.detailed_status.clone()),
        last_execution_date: Some(state.date),
        output_source: source,
    }
}
