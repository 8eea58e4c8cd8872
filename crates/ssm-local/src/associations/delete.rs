//! `DeleteAssociation`.

use super::collection::ExecutionKey;
use crate::model::operation::{DeleteAssociationRequest, DeleteAssociationResponse};
use crate::protocol::{Call, Error};

/// Removes an association and its executions. What runs on nodes goes on.
pub(super) fn delete_association(
    call: &mut Call<'_>,
    request: DeleteAssociationRequest,
) -> Result<DeleteAssociationResponse, Error> {
    let associations = &mut call.store.associations;
    let (id, name, node) = (&request.association_id, &request.name, &request.instance_id);
    let association = associations.named(id.as_deref(), name.as_deref(), node.as_deref())?;
    let (id, resource) = (association.id.clone(), association.resource());
    let executions = associations.executions_of(&id).map(|execution| (id.clone(), execution.id.clone()));
    for key in executions.collect::<Vec<ExecutionKey>>() {
        associations.executions.remove(&key);
        associations.running.remove(&key);
    }
    associations.by_id.remove(&id);
    call.store.tags.forget(&resource);
    Ok(DeleteAssociationResponse {})
}
