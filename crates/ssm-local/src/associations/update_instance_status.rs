//! `UpdateInstanceAssociationStatus`: a node tells how an association stands there.

use super::effective::check_node;
use super::progress;
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
    call.store.associations.existing(&request.association_id)?;
    progress::note(call, &request.association_id, &node, NodeState::told(request.execution_result));
    Ok(UpdateInstanceAssociationStatusResponse {})
}
