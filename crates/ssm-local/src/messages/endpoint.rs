//! `GetEndpoint`.

use crate::model::ec2messages::operation::{GetEndpointRequest, GetEndpointResponse};
use crate::model::ec2messages::types::AuthorizationFailureException;
use crate::protocol::{Call, Error};

/// Answers the host that serves the messages of a node in its region.
pub(super) fn get_endpoint(
    call: &mut Call<'_>,
    request: GetEndpointRequest,
) -> Result<GetEndpointResponse, Error> {
    let node = request.destination;
    if call.store.nodes.get(&node).is_none() || call.node.is_some_and(|caller| caller != node) {
        let message = format!("{node} is no managed node, or the credentials are not its own");
        return Err(AuthorizationFailureException::with_message(message).into());
    }
    let endpoint = format!("ec2messages.{}.amazonaws.com", call.identity.region);
    Ok(GetEndpointResponse { endpoint: Some(endpoint) })
}
