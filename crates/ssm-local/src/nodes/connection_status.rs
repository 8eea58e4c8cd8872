//! `GetConnectionStatus`.

use super::node::Node;
use crate::model::operation::{GetConnectionStatusRequest, GetConnectionStatusResponse};
use crate::model::types::ConnectionStatus;
use crate::protocol::{Call, Error};

/// Answers whether a node is heard of.
pub(super) fn get_connection_status(
    call: &mut Call<'_>,
    request: GetConnectionStatusRequest,
) -> Result<GetConnectionStatusResponse, Error> {
    let is_online = call.store.nodes.get(&request.target).is_some_and(Node::is_online);
    let status = if is_online { ConnectionStatus::Connected } else { ConnectionStatus::NotConnected };
    Ok(GetConnectionStatusResponse { target: Some(request.target), status: Some(status) })
}
