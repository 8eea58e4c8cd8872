//! What a handler is given beside its request.

use time::OffsetDateTime;

use crate::identity::Identity;
use crate::ids::Ids;
use crate::store::{Others, Store};

/// One call of an operation: the account and region it belongs to, its time, and their store, locked
/// for it. A handler that fails, however far it came, has changed nothing.
pub(crate) struct Call<'a> {
    pub(crate) identity: &'a Identity,
    pub(crate) now: OffsetDateTime,
    pub(crate) store: &'a mut Store,
    /// What other accounts and regions have, of which some may be shared.
    pub(crate) others: Others<'a>,
    pub(crate) ids: &'a mut Ids,
}
