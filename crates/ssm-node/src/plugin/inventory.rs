//! `aws:softwareInventory`: what a node can know of itself without looking into the machine's packages.

use std::io;

use serde_json::json;

use super::Outcome;
use crate::core::Core;
use crate::folder::off_runtime;
use crate::output::Output;

/// Puts out the entry `AWS:InstanceInformation` as JSON. Nothing is sent to the inventory of the
/// service, and other types of inventory are not collected; standard error says so.
pub(super) async fn run(core: &Core, output: &Output) -> io::Result<Outcome> {
    let platform = &core.platform;
    let entry = json!({
        "AWS:InstanceInformation": {
            "InstanceId": core.instance_id,
            "AgentType": "ssm-node",
            "AgentVersion": core.agent_version,
            "ComputerName": platform.computer_name,
            "IpAddress": platform.ip_address,
            "PlatformName": platform.name,
            "PlatformType": platform.platform_type.as_str(),
            "PlatformVersion": platform.version,
            "ResourceType": if core.instance_id.starts_with("mi-") { "ManagedInstance" } else { "EC2Instance" },
        }
    });
    let output = output.clone();
    off_runtime(move || {
        output.say(&entry.to_string())?;
        output.complain("this node knows AWS:InstanceInformation alone, and does not call PutInventory")
    })
    .await?;
    Ok(Outcome::SUCCESS)
}
