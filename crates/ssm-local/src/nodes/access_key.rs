//! Access keys that nodes sign their calls with.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::ids::Ids;
use crate::protocol::Call;

/// What the ids of temporary access keys start with.
pub(super) const PREFIX: &str = "ASIA";

/// How long an access key is known to have expired.
const REMEMBERED: Duration = Duration::from_secs(24 * 60 * 60);

/// An access key that was issued to a node.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct AccessKey {
    pub(super) node: String,
    pub(super) secret_access_key: String,
    pub(super) session_token: String,
    /// None if the key lasts as long as its node.
    pub(super) expires: Option<OffsetDateTime>,
    /// When its node was deregistered.
    pub(super) revoked: Option<OffsetDateTime>,
}

impl AccessKey {
    /// A key that nobody had before, with its id.
    pub(super) fn new(ids: &mut Ids, node: &str, expires: Option<OffsetDateTime>) -> (String, Self) {
        let id = format!("{PREFIX}{}", ids.alphanumeric(16).to_ascii_uppercase());
        let key = Self {
            node: node.to_owned(),
            secret_access_key: ids.alphanumeric(40),
            session_token: ids.alphanumeric(120),
            expires,
            revoked: None,
        };
        (id, key)
    }

    /// When the key ceased to be good, or will.
    pub(super) fn end(&self) -> Option<OffsetDateTime> {
        self.revoked.or(self.expires)
    }
}

/// Removes the keys that are of no use for so long that nobody should try them any more.
pub(super) fn forget_expired(call: &mut Call<'_>) {
    let keys = &mut call.store.nodes.access_keys;
    let is_old = |key: &AccessKey| key.end().is_some_and(|end| end + REMEMBERED <= call.now);
    let old: Vec<String> = keys.iter().filter(|(_, key)| is_old(key)).map(|(id, _)| id.clone()).collect();
    for id in &old {
        keys.remove(id);
    }
}
