//! `UpdateInstanceInformation`: a node says that it is there, and what it is.

use super::collection::unknown;
use super::node::{Facts, Node};
use crate::model::operation::{UpdateInstanceInformationRequest, UpdateInstanceInformationResponse};
use crate::model::types::AccessDeniedException;
use crate::protocol::{Call, Error};

/// Keeps what the node tells. A machine of EC2 becomes a managed node by telling it.
pub(super) fn update_instance_information(
    call: &mut Call<'_>,
    request: UpdateInstanceInformationRequest,
) -> Result<UpdateInstanceInformationResponse, Error> {
    let id = request.instance_id.clone();
    if call.node.is_some_and(|node| node != id) {
        let message = format!("the credentials are not those of {id}");
        return Err(AccessDeniedException::with_message(message).into());
    }
    if !call.store.nodes.by_id.contains(&id) {
        if !id.starts_with("i-") {
            return Err(unknown(&id));
        }
        call.store.nodes.by_id.insert(id.clone(), Node::new(id.clone(), None, call.now));
    }
    let node = call.store.nodes.existing(&id)?;
    tell(&mut node.facts, request);
    node.hear(call.now);
    Ok(UpdateInstanceInformationResponse {})
}

/// Changes what is told; the agent tells little most of the time.
fn tell(facts: &mut Facts, told: UpdateInstanceInformationRequest) {
    let replace = |fact: &mut Option<String>, told: Option<String>| {
        if let Some(told) = told.filter(|told| !told.is_empty()) {
            *fact = Some(told);
        }
    };
    replace(&mut facts.agent_name, told.agent_name);
    replace(&mut facts.agent_version, told.agent_version);
    replace(&mut facts.availability_zone, told.availability_zone);
    replace(&mut facts.computer_name, told.computer_name);
    replace(&mut facts.ip_address, told.ip_address);
    replace(&mut facts.platform_name, told.platform_name);
    replace(&mut facts.platform_version, told.platform_version);
    facts.platform_type = told.platform_type.or(facts.platform_type.take());
}
