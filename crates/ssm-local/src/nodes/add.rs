//! Nodes that are there from the start, as machines of EC2 are.

use std::collections::BTreeMap;

use super::access_key::AccessKey;
use super::node::Node;
use crate::protocol::Call;
use crate::tags::Resource;

/// A node to add.
pub(crate) struct NewNode {
    /// By which the node is found again in a state file.
    pub(crate) name: String,
    pub(crate) tags: BTreeMap<String, String>,
}

/// A node that was added, and what its agent signs with for as long as the node is there.
#[derive(Clone)]
pub(crate) struct Added {
    pub(crate) instance_id: String,
    pub(crate) access_key_id: String,
    key: AccessKey,
}

impl Added {
    pub(crate) fn secret_access_key(&self) -> &str {
        &self.key.secret_access_key
    }

    pub(crate) fn session_token(&self) -> &str {
        &self.key.session_token
    }
}

/// Adds a node that is managed without an activation, or finds the one of this name that was added
/// before. It is online once its agent is heard of.
pub(crate) fn add(call: &mut Call<'_>, new: &NewNode) -> Added {
    let is_it = |node: &&Node| node.registration.is_none() && node.name.as_ref() == Some(&new.name);
    let known = call.store.nodes.iter().find(is_it).map(|node| node.id.clone());
    let instance_id = known.unwrap_or_else(|| call.ids.resource("i"));
    let keys = &mut call.store.nodes.access_keys;
    let former = keys.iter().filter(|(_, key)| key.node == instance_id).map(|(id, _)| id.clone());
    for id in former.collect::<Vec<String>>() {
        keys.remove(&id);
    }
    let (access_key_id, key) = AccessKey::new(call.ids, &instance_id, None);
    let added = Added { instance_id, access_key_id, key };
    restore(call, new, &added);
    added
}

/// Puts a node in the store as it was added, unless it is there.
pub(crate) fn restore(call: &mut Call<'_>, new: &NewNode, added: &Added) {
    let id = &added.instance_id;
    if !call.store.nodes.by_id.contains(id) {
        let mut node = Node::new(id.clone(), None, call.now);
        node.name = Some(new.name.clone());
        call.store.nodes.by_id.insert(id.clone(), node);
        if !new.tags.is_empty() {
            call.store.tags.set(Resource::managed_instance(id), new.tags.clone());
        }
    }
    call.store.nodes.access_keys.insert(added.access_key_id.clone(), added.key.clone());
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use time::OffsetDateTime;

    use super::{NewNode, add};
    use crate::identity::Identity;
    use crate::ids::Ids;
    use crate::model::types::Target;
    use crate::nodes::{Proof, resolve, signer};
    use crate::protocol::Call;
    use crate::store::Stores;

    #[test]
    fn a_node_that_is_added_has_tags_and_credentials_of_its_own() {
        let identity = Identity { region: "eu-west-1".to_owned(), account_id: "123456789012".to_owned() };
        let (mut stores, mut ids) = (Stores::default(), Ids::new(Some(1)));
        let now = OffsetDateTime::UNIX_EPOCH;
        let (store, others) = stores.apart(&identity);
        let mut call = Call {
            identity: &identity,
            node: None,
            is_signed: false,
            host: "",
            is_tls: false,
            now,
            store,
            others,
            ids: &mut ids,
        };
        let tags = BTreeMap::from([("team".to_owned(), "blue".to_owned())]);
        let new = NewNode { name: "web".to_owned(), tags };
        let added = add(&mut call, &new);
        let again = add(&mut call, &new);
        assert_eq!(again.instance_id, added.instance_id, "a name is one node's");
        let added = again;
        assert!(added.instance_id.starts_with("i-") && added.instance_id.len() == 19);
        let target = Target { key: Some("tag:team".to_owned()), values: Some(vec!["blue".to_owned()]) };
        assert_eq!(resolve(&call, &[target]).unwrap(), [added.instance_id.as_str()]);

        let known = signer(&stores, &added.access_key_id, now).unwrap().unwrap();
        assert_eq!((known.identity, known.node), (identity, added.instance_id.clone()));
        let Proof::Secret { secret_access_key, session_token } = known.proof else {
            panic!("an access key is proved by its secret");
        };
        assert_eq!(
            (secret_access_key, session_token),
            (added.secret_access_key().to_owned(), added.session_token().to_owned())
        );
    }
}
