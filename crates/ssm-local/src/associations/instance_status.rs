//! `DescribeInstanceAssociationsStatus`.

use super::association::Association;
use super::collection::of_node;
use super::effective::check_node;
use super::state::NodeState;
use crate::model::operation::{
    DescribeInstanceAssociationsStatusRequest, DescribeInstanceAssociationsStatusResponse,
};
use crate::model::types::InstanceAssociationStatusInfo;
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers how the associations that apply to a node stand there.
pub(super) fn describe_instance_associations_status(
    call: &mut Call<'_>,
    request: DescribeInstanceAssociationsStatusRequest,
) -> Result<DescribeInstanceAssociationsStatusResponse, Error> {
    check_node(call, &request.instance_id)?;
    let associations = of_node(call, &request.instance_id);
    let page = call.store.paging.page::<String, _, _>(
        "statuses of the associations of a node",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        associations.map(|association| (&association.id, shown(association, &request.instance_id))),
    )?;
    Ok(DescribeInstanceAssociationsStatusResponse {
        instance_association_status_infos: page.items,
        next_token: page.next_token,
    })
}

fn shown(association: &Association, node: &str) -> InstanceAssociationStatusInfo {
    let version = association.latest().shown.clone();
    let state = association.nodes.get(node).cloned();
    let date = state.as_ref().map(|state| state.date);
    let state = state.unwrap_or_else(|| NodeState::pending(association.updated));
    InstanceAssociationStatusInfo {
        association_id: Some(association.id.clone()),
        name: version.name,
        document_version: version.document_version.or_else(|| Some("$DEFAULT".to_owned())),
        association_version: version.association_version,
        instance_id: Some(node.to_owned()),
        execution_date: date,
        status: Some(state.status),
        detailed_status: Some(state.detailed_status),
        execution_summary: state.summary,
        error_code: state.error_code,
        output_url: state.output_url,
        association_name: version.association_name,
    }
}
