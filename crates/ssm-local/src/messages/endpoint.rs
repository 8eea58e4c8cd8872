//! `GetEndpoint`.

use crate::model::ec2messages::operation::{GetEndpointRequest, GetEndpointResponse};
use crate::model::ec2messages::types::AuthorizationFailureException;
use crate::protocol::{Call, Error};

/// Answers the host that serves the messages of a node: the one that it calls.
pub(super) fn get_endpoint(
    call: &mut Call<'_>,
    request: GetEndpointRequest,
) -> Result<GetEndpointResponse, Error> {
    let node = request.destination;
    if call.store.nodes.get(&node).is_none() || call.node.is_some_and(|caller| caller != node) {
        let message = format!("{node} is no managed node, or the credentials are not its own");
        return Err(AuthorizationFailureException::with_message(message).into());
    }
    Ok(GetEndpointResponse { endpoint: Some(call.host.to_owned()) })
}
