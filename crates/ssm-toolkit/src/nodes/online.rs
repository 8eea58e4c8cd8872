//! Waiting until nodes are online.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::time::Instant;

use super::{Node, Nodes, NodesError, PAGE, of_ids};
use crate::looking::{Looks, Missed};

/// How many of the missing nodes are looked at closely when the time is over.
const LOOKED_AT: usize = 5;

/// Asks for those that were not online yet, as many a call as there may be.
pub(super) async fn wait(nodes: &Nodes, ids: Vec<String>, within: Duration) -> Result<Vec<Node>, NodesError> {
    let mut found: BTreeMap<String, Option<Node>> = ids.into_iter().map(|id| (id, None)).collect();
    let deadline = Instant::now().checked_add(within);
    let mut looks = Looks::new(nodes.client.clone(), nodes.pacing, deadline);
    loop {
        match look(&mut looks, &mut found).await {
            Ok(()) => {}
            Err(Missed::Failed(error)) => return Err(NodesError::Call(error)),
            Err(Missed::Late) => return Err(late(nodes, missing(&found), within).await),
        }
        if found.values().all(Option::is_some) {
            return Ok(found.into_values().flatten().collect());
        }
    }
}

fn missing(found: &BTreeMap<String, Option<Node>>) -> Vec<String> {
    found.iter().filter(|(_, node)| node.is_none()).map(|(id, _)| id.clone()).collect()
}

/// Looks once at those that are missing, and waits if some still are.
async fn look(looks: &mut Looks, found: &mut BTreeMap<String, Option<Node>>) -> Result<(), Missed> {
    let missing = missing(found);
    let mut online = 0;
    for ids in missing.chunks(PAGE.unsigned_abs() as usize) {
        let nodes = of_ids(looks, ids).await?;
        for node in nodes.into_iter().filter(Node::is_online) {
            online += 1;
            found.insert(node.id.clone(), Some(node));
        }
    }
    if online < missing.len() { looks.pause(online > 0).await } else { Ok(()) }
}

async fn late(nodes: &Nodes, missing: Vec<String>, within: Duration) -> NodesError {
    let mut reasons = Vec::new();
    for id in missing.iter().take(LOOKED_AT) {
        match nodes.reachability(id).await {
            Ok(reason) => reasons.push(reason),
            // That they are missing is the news; without reasons, if need be.
            Err(_) => break,
        }
    }
    NodesError::NotOnline { within, missing, reasons }
}
