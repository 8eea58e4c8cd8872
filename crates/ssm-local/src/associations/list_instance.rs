//! `ListInstanceAssociations`: a node asks what it is associated with.

use super::association::Association;
use super::collection::of_node;
use super::effective::check_node;
use super::state::ASSOCIATED;
use super::{target, timing};
use crate::digest;
use crate::model::operation::{ListInstanceAssociationsRequest, ListInstanceAssociationsResponse};
use crate::model::types::InstanceAssociationSummary;
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers the associations that apply to a node.
pub(super) fn list_instance_associations(
    call: &mut Call<'_>,
    request: ListInstanceAssociationsRequest,
) -> Result<ListInstanceAssociationsResponse, Error> {
    check_node(call, &request.instance_id)?;
    let associations = of_node(call, &request.instance_id);
    let page = call.store.paging.page::<String, _, _>(
        "associations of a node",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        associations.map(|association| (&association.id, shown(association, &request.instance_id))),
    )?;
    Ok(ListInstanceAssociationsResponse { associations: page.items, next_token: page.next_token })
}

fn shown(association: &Association, node: &str) -> InstanceAssociationSummary {
    let version = association.latest().shown.clone();
    let number = version.association_version.clone().unwrap_or_default();
    let state = association.nodes.get(node);
    // A node that never applied it does so at once, unless it seems to have.
    let never = timing::waits(&version).then_some(association.updated);
    let schedule_expression = timing::of_nodes(&version);
    InstanceAssociationSummary {
        association_id: Some(association.id.clone()),
        association_version: version.association_version,
        // By it the agent tells whether anything changed.
        checksum: Some(digest::sha256(format!("{}/{number}", association.id).as_bytes())),
        detailed_status: Some(state.map_or(ASSOCIATED, |state| &state.detailed_status).to_owned()),
        document_version: version.document_version.or_else(|| Some("$DEFAULT".to_owned())),
        instance_id: Some(node.to_owned()),
        last_execution_date: state.map(|state| state.date).or(never),
        name: version.name,
        output_location: version.output_location,
        parameters: version.parameters,
        schedule_expression,
        status: Some(state.map_or(ASSOCIATED, |state| &state.status).to_owned()),
        targets: target::of(association),
    }
}
