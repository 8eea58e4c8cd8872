//! `UpdateManagedInstanceRole`.

use super::collection::unknown;
use crate::model::operation::{UpdateManagedInstanceRoleRequest, UpdateManagedInstanceRoleResponse};
use crate::protocol::{Call, Error};

/// Gives a hybrid node another role.
pub(super) fn update_managed_instance_role(
    call: &mut Call<'_>,
    request: UpdateManagedInstanceRoleRequest,
) -> Result<UpdateManagedInstanceRoleResponse, Error> {
    let node = call.store.nodes.existing(&request.instance_id)?;
    if node.registration.is_none() {
        return Err(unknown(&request.instance_id));
    }
    node.iam_role = Some(request.iam_role);
    Ok(UpdateManagedInstanceRoleResponse {})
}
