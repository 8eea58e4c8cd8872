//! Which node a signature is of.

use super::access_key::{self, AccessKey};
use super::public_key;
use crate::identity::Identity;
use crate::model::types::InvalidInstanceId;
use crate::protocol::Error;
use crate::store::Stores;
use time::OffsetDateTime;

/// A node that may sign requests.
pub(crate) struct Signer {
    pub(crate) identity: Identity,
    pub(crate) node: String,
    pub(crate) proof: Proof,
}

/// What shows that a signature is the node's.
pub(crate) enum Proof {
    /// The request is signed with this secret and carries this session token.
    Secret { secret_access_key: String, session_token: String },
    /// The request is signed with the private key to this DER of an `RSAPublicKey`.
    PublicKey(Vec<u8>),
}

/// The node that signs with what is named by this access key id: an access key that was issued to a
/// node, or the id of a hybrid node, which stands for its own key. None if it is no node's.
pub(crate) fn signer(stores: &Stores, id: &str, now: OffsetDateTime) -> Result<Option<Signer>, Error> {
    if id.starts_with(access_key::PREFIX) {
        let found = stores.iter().find_map(|(identity, store)| {
            store.nodes.access_keys.get(id).map(|access_key| (identity, access_key))
        });
        found.map(|(identity, key)| by_access_key(identity, key, now)).transpose()
    } else if id.starts_with("mi-") {
        by_node_id(stores, id).map(Some)
    } else {
        Ok(None)
    }
}

fn by_access_key(identity: &Identity, key: &AccessKey, now: OffsetDateTime) -> Result<Signer, Error> {
    if key.revoked.is_some() {
        let message = format!("the security token is invalid: {} is deregistered", key.node);
        return Err(Error::unrecognized_client(message));
    }
    if let Some(expires) = key.expires.filter(|expires| *expires <= now) {
        return Err(Error::expired_token(format!("the security token expired at {expires}")));
    }
    let proof = Proof::Secret {
        secret_access_key: key.secret_access_key.clone(),
        session_token: key.session_token.clone(),
    };
    Ok(Signer { identity: identity.clone(), node: key.node.clone(), proof })
}

fn by_node_id(stores: &Stores, id: &str) -> Result<Signer, Error> {
    let registered = stores.iter().find_map(|(identity, store)| {
        store.nodes.get(id)?.registration.as_ref().map(|registration| (identity, registration))
    });
    let (identity, registration) = registered
        .ok_or_else(|| InvalidInstanceId::with_message(format!("{id} is not, or no longer, registered")))?;
    let proof = Proof::PublicKey(public_key::parse(&registration.public_key)?);
    Ok(Signer { identity: identity.clone(), node: id.to_owned(), proof })
}
