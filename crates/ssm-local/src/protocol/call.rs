//! What a handler is given beside its request.

use time::OffsetDateTime;

use crate::identity::Identity;
use crate::store::Store;

/// One call of an operation: the account it belongs to, its time, and the store, locked for it.
pub(crate) struct Call<'a> {
    pub(crate) identity: &'a Identity,
    pub(crate) now: OffsetDateTime,
    pub(crate) store: &'a mut Store,
}
