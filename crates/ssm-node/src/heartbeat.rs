//! `UpdateInstanceInformation`: the node says that it is there, at its start and from time to time, and what
//! has changed of its inventory.

use std::sync::Arc;

use tokio::sync::Notify;

use crate::backoff::Backoff;
use crate::core::Core;
use crate::event::Event;
use crate::inventory;

/// What the node calls itself.
const AGENT_NAME: &str = "ssm-node";

/// The way by which the node gets its messages.
const CHANNEL: &str = "ec2messages";

/// Tells all there is to tell, at each interval and whenever `again` is notified: an endpoint may have
/// forgotten everything meanwhile. Notifies `told` of each success.
pub(crate) async fn run(core: Arc<Core>, again: Arc<Notify>, told: Arc<Notify>) {
    let mut backoff = Backoff::new(core.pace.first_retry, core.pace.longest_retry);
    let mut is_online = false;
    loop {
        let wait = match tell(&core).await {
            Ok(()) => {
                backoff.reset();
                told.notify_one();
                if !std::mem::replace(&mut is_online, true) {
                    core.tell(&Event::Online);
                    core.inventory.forget();
                }
                if let Err(error) = inventory::tell_changes(&core).await {
                    core.unreachable(&error);
                }
                core.pace.heartbeat_interval
            }
            Err(error) => {
                is_online = false;
                core.unreachable(&error);
                backoff.next()
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = again.notified() => {}
        }
    }
}

async fn tell(core: &Core) -> Result<(), ssm_client::Error> {
    let platform = &core.platform;
    core.ssm
        .update_instance_information(&core.instance_id)
        .agent_name(AGENT_NAME)
        .agent_status("Active")
        .agent_version(&core.agent_version)
        .platform_type(platform.platform_type.clone())
        .platform_name(&platform.name)
        .platform_version(&platform.version)
        .computer_name(&platform.computer_name)
        .ip_address(&platform.ip_address)
        .ssm_connection_channel(CHANNEL)
        .send()
        .await?;
    Ok(())
}
