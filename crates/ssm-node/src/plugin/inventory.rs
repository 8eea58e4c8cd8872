//! `aws:softwareInventory`: has the node tell its inventory.

use std::io;

use ssm_document::plugin::SoftwareInventory;

use super::{Outcome, fail};
use crate::core::{Core, one_line};
use crate::folder::off_runtime;
use crate::inventory;
use crate::output::Output;

/// Puts what the node can know and the inputs do not leave out. That there is more that they ask for, such
/// as installed applications, is said on standard error.
pub(super) async fn run(core: &Core, inputs: &SoftwareInventory, output: &Output) -> io::Result<Outcome> {
    let is_on = |switch: &Option<String>| switch.as_deref().is_some_and(|switch| switch == "Enabled");
    let mut items = inventory::gather(core).await?;
    items.retain(|item| match item.type_name {
        "AWS:AWSComponent" => is_on(&inputs.aws_components),
        "AWS:Network" => is_on(&inputs.network_config),
        "AWS:InstanceDetailedInformation" => is_on(&inputs.instance_detailed_information),
        _ => true,
    });
    if items.is_empty() {
        let output = output.clone();
        off_runtime(move || output.say("there is nothing to put")).await?;
        return Ok(Outcome::SUCCESS);
    }
    let told = items.iter().map(|item| item.type_name).collect::<Vec<_>>().join(", ");
    if let Err(error) = inventory::put(core, items).await {
        return fail(output, format!("the inventory cannot be put: {}", one_line(&error))).await;
    }
    let others = [
        ("applications", is_on(&inputs.applications)),
        ("services", is_on(&inputs.services)),
        ("windowsRoles", is_on(&inputs.windows_roles)),
        ("windowsUpdates", is_on(&inputs.windows_updates)),
        ("customInventory", is_on(&inputs.custom_inventory)),
        ("files", inputs.files.as_deref().is_some_and(|files| !files.is_empty())),
        ("windowsRegistry", inputs.windows_registry.as_deref().is_some_and(|keys| !keys.is_empty())),
    ];
    let missing: Vec<&str> = others.into_iter().filter(|(_, is_on)| *is_on).map(|(name, _)| name).collect();
    let output = output.clone();
    off_runtime(move || {
        output.say(&format!("put the inventory types {told}"))?;
        match missing.is_empty() {
            true => Ok(()),
            false => output.complain(&format!("this node does not gather {}", missing.join(", "))),
        }
    })
    .await?;
    Ok(Outcome::SUCCESS)
}
