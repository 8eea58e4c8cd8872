//! Sessions with connections to a port of the node, or of a host that it reaches.

mod basic;
mod destination;
mod many;

use ssm_session::protocol::Version;
use ssm_session::protocol::handshake::{LOCAL_PORT_FORWARDING, PortProperties};

use super::data_channel::DataChannel;
use super::handshake::Client;
use super::session::Outcome;
use destination::Destination;

/// Carries connections until the client ends the session: many at a time if both know how.
pub(super) async fn run(channel: DataChannel, properties: &PortProperties, client: Client) -> Outcome {
    let destination = match Destination::of(properties).await {
        Ok(destination) => destination,
        Err(reason) => return Outcome::Failed { reason },
    };
    let is_forwarding = properties.kind == LOCAL_PORT_FORWARDING;
    if is_forwarding && client.version >= Version::MULTIPLEXED_CLIENT {
        many::run(channel, destination).await
    } else {
        basic::run(channel, &destination, is_forwarding).await
    }
}
