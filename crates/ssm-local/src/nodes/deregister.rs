//! `DeregisterManagedInstance`.

use super::collection::unknown;
use crate::model::operation::{DeregisterManagedInstanceRequest, DeregisterManagedInstanceResponse};
use crate::protocol::{Call, Error};
use crate::run_command;
use crate::tags::Resource;

/// Removes a hybrid node with its tags and inventory, and refuses its keys from now on.
pub(super) fn deregister_managed_instance(
    call: &mut Call<'_>,
    request: DeregisterManagedInstanceRequest,
) -> Result<DeregisterManagedInstanceResponse, Error> {
    let id = request.instance_id;
    let nodes = &mut call.store.nodes;
    nodes.by_id.remove(&id).ok_or_else(|| unknown(&id))?;
    let keys = nodes.access_keys.iter().filter(|(_, key)| key.node == id);
    let keys: Vec<String> = keys.map(|(key_id, _)| key_id.clone()).collect();
    for key_id in &keys {
        if let Some(key) = nodes.access_keys.get_mut(key_id) {
            key.revoked = Some(call.now);
        }
    }
    call.store.inventory.forget(&id);
    run_command::node_is_gone(call, &id);
    call.store.tags.forget(&Resource::managed_instance(&id));
    Ok(DeregisterManagedInstanceResponse {})
}
