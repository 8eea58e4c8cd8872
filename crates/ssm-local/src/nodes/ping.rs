//! Whether nodes are still heard of.

use std::time::Duration;

use super::node::Node;
use crate::protocol::Call;

/// How long a node may be silent: the agent tells of itself every five minutes, and half a minute of
/// delay is forgiven.
const SILENCE: Duration = Duration::from_secs(5 * 60 + 30);

/// How exactly it is kept when a node was heard of that is online.
const PRECISION: Duration = Duration::from_secs(60);

/// Takes notice of a node that called.
pub(crate) fn heard_of(call: &mut Call<'_>, id: &str) {
    let now = call.now;
    let is_recent = |last| now < last + PRECISION;
    let is_known = |node: &Node| node.is_online() && node.last_ping.is_some_and(is_recent);
    if call.store.nodes.get(id).is_some_and(is_known) {
        return;
    }
    if let Some(node) = call.store.nodes.by_id.get_mut(id) {
        node.hear(now);
    }
}

/// Takes notice of nodes that were silent for too long. Those that wait for messages will be asked
/// again, since something changed, and so be heard of.
pub(super) fn notice_silence(call: &mut Call<'_>) {
    let now = call.now;
    let nodes = &mut call.store.nodes.by_id;
    let silent = nodes
        .values()
        .filter(|node| !node.is_lost && node.last_ping.is_some_and(|last| last + SILENCE < now));
    let silent: Vec<String> = silent.map(|node| node.id.clone()).collect();
    for id in &silent {
        if let Some(node) = nodes.get_mut(id) {
            node.is_lost = true;
        }
    }
}
