//! `GetConnectionStatus`.

use crate::model::operation::{GetConnectionStatusRequest, GetConnectionStatusResponse};
use crate::model::types::ConnectionStatus;
use crate::protocol::{Call, Error};

/// Answers whether the agent of a node can be told of sessions.
pub(super) fn get_connection_status(
    call: &mut Call<'_>,
    request: GetConnectionStatusRequest,
) -> Result<GetConnectionStatusResponse, Error> {
    let is_connected = call.store.sessions.is_connected(&request.target);
    let status = if is_connected { ConnectionStatus::Connected } else { ConnectionStatus::NotConnected };
    Ok(GetConnectionStatusResponse { target: Some(request.target), status: Some(status) })
}
