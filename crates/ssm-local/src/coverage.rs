//! What is implemented, for people to read.

use std::collections::{BTreeMap, BTreeSet};

use crate::endpoint::routes;
use crate::model::operation::OPERATIONS;

/// A Markdown table of the implemented operations by capability, made from the code that dispatches
/// them. Capabilities of which nothing is implemented are listed too.
#[must_use]
pub fn table() -> String {
    let routes = routes();
    let implemented: BTreeSet<&str> = routes.names().collect();
    let mut capabilities: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (operation, capability) in OPERATIONS {
        capabilities.entry(capability).or_default().push(operation);
    }
    let mut table = "| Capability | Operations | Implemented |\n|---|---|---|\n".to_owned();
    for (capability, operations) in capabilities {
        let here: Vec<&str> = operations.iter().copied().filter(|name| implemented.contains(name)).collect();
        let count = format!("{} of {}", here.len(), operations.len());
        let names = if here.is_empty() { "–".to_owned() } else { here.join(", ") };
        table.push_str(&format!("| {capability} | {count} | {names} |\n"));
    }
    table
}
