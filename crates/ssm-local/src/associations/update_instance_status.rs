//! `UpdateInstanceAssociationStatus`: a node tells how an association stands there.

use super::effective::check_node;
use super::state::NodeState;
use crate::model::operation::{
    UpdateInstanceAssociationStatusRequest, UpdateInstanceAssociationStatusResponse,
};
use crate::model::types::AccessDeniedException;
use crate::protocol::{Call, Error};

/// Notes what the node tells.
pub(super) fn update_instance_association_status(
    call: &mut Call<'_>,
    request: UpdateInstanceAssociationStatusRequest,
) -> Result<UpdateInstanceAssociationStatusResponse, Error> {
    let node = request.instance_id;
    if call.node.is_some_and(|own| own != node) {
        let message = format!("the credentials are not those of {node}");
        return Err(AccessDeniedException::with_message(message).into());
    }
    check_node(call, &node)?;
    let mut association = call.store.associations.existing(&request.association_id)?.clone();
    let told = request.execution_result;
    let state = NodeState {
        detailed_status: told.status.clone(),
        status: told.status,
        date: told.execution_date,
        summary: Some(told.execution_summary).filter(|summary| !summary.is_empty()),
        error_code: told.error_code,
        output_url: told.output_url,
    };
    association.note(&node, state);
    call.store.associations.by_id.insert(association.id.clone(), association);
    Ok(UpdateInstanceAssociationStatusResponse {})
}
