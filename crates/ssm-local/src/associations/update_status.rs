//! `UpdateAssociationStatus`.

use super::effective::check_node;
use crate::model::operation::{UpdateAssociationStatusRequest, UpdateAssociationStatusResponse};
use crate::model::types::StatusUnchanged;
use crate::protocol::{Call, Error};

/// Notes what is said of the association of a document with a node.
pub(super) fn update_association_status(
    call: &mut Call<'_>,
    request: UpdateAssociationStatusRequest,
) -> Result<UpdateAssociationStatusResponse, Error> {
    let node = &request.instance_id;
    check_node(call, node)?;
    let mut association = call.store.associations.named(None, Some(&request.name), Some(node))?.clone();
    if association.status.as_ref() == Some(&request.association_status) {
        return Err(Error::from(StatusUnchanged {}).explained("the association has this status already"));
    }
    association.status = Some(request.association_status);
    let description = association.description(association.latest());
    call.store.associations.by_id.insert(association.id.clone(), association);
    Ok(UpdateAssociationStatusResponse { association_description: Some(description) })
}
