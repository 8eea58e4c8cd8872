//! What the node knows of its machine, as inventory: told at the start, and when it changed.
//!
//! `AWS:InstanceInformation` is not among it: the service makes that of what heartbeats tell.

mod machine;

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

use ssm_client::types::InventoryItem;
use time::OffsetDateTime;

use crate::core::Core;
use crate::folder::off_runtime;

/// The version of the schemas that the items follow.
const SCHEMA_VERSION: &str = "1.0";

/// An entry of an item: attributes and their values.
pub(crate) type Entry = BTreeMap<String, String>;

/// What there is of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) type_name: &'static str,
    pub(crate) entries: Vec<Entry>,
}

/// What was told last.
#[derive(Default)]
pub(crate) struct Inventory {
    told: Mutex<Vec<Item>>,
}

impl Inventory {
    /// Forgets what was told: the service may have forgotten it too.
    pub(crate) fn forget(&self) {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Tells what changed since it was told last.
pub(crate) async fn tell_changes(core: &Core) -> Result<(), ssm_client::Error> {
    let found = match gather(core).await {
        Ok(found) => found,
        Err(error) => {
            core.folder_failed("cannot gather an inventory", &error);
            return Ok(());
        }
    };
    let told = core.inventory.told.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let changed: Vec<Item> = found.iter().filter(|item| !told.contains(item)).cloned().collect();
    if changed.is_empty() {
        return Ok(());
    }
    put(core, changed).await?;
    *core.inventory.told.lock().unwrap_or_else(PoisonError::into_inner) = found;
    Ok(())
}

/// Tells these items, which replace those of their types.
pub(crate) async fn put(core: &Core, items: Vec<Item>) -> Result<(), ssm_client::Error> {
    let now = OffsetDateTime::now_utc();
    let time = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        now.year(),
        u8::from(now.month()),
        now.day(),
        now.hour(),
        now.minute(),
        now.second(),
    );
    let items = items.into_iter().map(|item| {
        let mut told = InventoryItem::new(item.type_name, SCHEMA_VERSION, &time);
        told.content = Some(item.entries);
        told
    });
    core.ssm.put_inventory(&core.instance_id, items.collect::<Vec<_>>()).send().await?;
    Ok(())
}

/// Everything that the node can know without looking into the machine's packages.
pub(crate) async fn gather(core: &Core) -> io::Result<Vec<Item>> {
    let component = Item { type_name: "AWS:AWSComponent", entries: vec![component(core)] };
    let address = core.platform.ip_address.clone();
    off_runtime(move || {
        let network = Item { type_name: "AWS:Network", entries: machine::network(&address) };
        let details = machine::details().into_iter().collect();
        let details = Item { type_name: "AWS:InstanceDetailedInformation", entries: details };
        Ok(vec![component, network, details])
    })
    .await
}

/// The node itself, which stands in for the agent.
fn component(core: &Core) -> Entry {
    entry([("Name", "ssm-node"), ("Version", &core.agent_version), ("Architecture", std::env::consts::ARCH)])
}

fn entry<'a>(attributes: impl IntoIterator<Item = (&'static str, &'a str)>) -> Entry {
    let known = attributes.into_iter().filter(|(_, value)| !value.is_empty());
    known.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
