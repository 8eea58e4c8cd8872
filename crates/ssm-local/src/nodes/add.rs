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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use time::OffsetDateTime;

    use super::{NewNode, add};
    use crate::identity::Identity;
    use crate::ids::Ids;
    use crate::model::types::Target;
    use crate::nodes::{Facts, Proof, resolve, signer};
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
            now,
            store,
            others,
            ids: &mut ids,
        };
        let tags = BTreeMap::from([("team".to_owned(), "blue".to_owned())]);
        let added = add(&mut call, NewNode { name: Some("web".to_owned()), tags, facts: Facts::default() });
        assert!(added.instance_id.starts_with("i-") && added.instance_id.len() == 19);
        let target = Target { key: Some("tag:team".to_owned()), values: Some(vec!["blue".to_owned()]) };
        assert_eq!(resolve(&call, &[target]).unwrap(), [added.instance_id.as_str()]);

        let known = signer(&stores, &added.access_key_id, now).unwrap().unwrap();
        assert_eq!((known.identity, known.node), (identity, added.instance_id));
        let Proof::Secret { secret_access_key, session_token } = known.proof else {
            panic!("an access key is proved by its secret");
        };
        assert_eq!((secret_access_key, session_token), (added.secret_access_key, added.session_token));
    }
}
