//! Nodes that are there from the start, as machines of EC2 are.

use std::collections::BTreeMap;

use super::access_key::AccessKey;
use super::node::{Facts, Node};
use crate::protocol::Call;
use crate::tags::Resource;

/// A node to add.
pub(crate) struct NewNode {
    pub(crate) name: Option<String>,
    pub(crate) tags: BTreeMap<String, String>,
    pub(crate) facts: Facts,
}

/// A node that was added, and what its agent signs with for as long as the node is there.
pub(crate) struct Added {
    pub(crate) instance_id: String,
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    pub(crate) session_token: String,
}

/// Adds a node that is managed without an activation. It is online once its agent is heard of.
pub(crate) fn add(call: &mut Call<'_>, new: NewNode) -> Added {
    let instance_id = call.ids.resource("i");
    let mut node = Node::new(instance_id.clone(), None, call.now);
    node.name = new.name;
    node.facts = new.facts;
    call.store.nodes.by_id.insert(instance_id.clone(), node);
    if !new.tags.is_empty() {
        call.store.tags.set(Resource::managed_instance(&instance_id), new.tags);
    }
    let (access_key_id, key) = AccessKey::new(call.ids, &instance_id, None);
    let added = Added {
        instance_id,
        access_key_id: access_key_id.clone(),
        secret_access_key: key.secret_access_key.clone(),
        session_token: key.session_token.clone(),
    };
    call.store.nodes.access_keys.insert(access_key_id, key);
    added
}
