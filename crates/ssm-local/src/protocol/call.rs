//! What a handler is given beside its request.

use time::OffsetDateTime;

use crate::identity::Identity;
use crate::ids::Ids;
use crate::store::{Others, Store};

/// One call of an operation: the account and region it belongs to, its time, and their store, locked
/// for it. A handler that fails, however far it came, has changed nothing.
pub(crate) struct Call<'a> {
    pub(crate) identity: &'a Identity,
    /// The managed node that calls, if its signature says that one does.
    pub(crate) node: Option<&'a str>,
    /// Whether the request bears a signature, which is valid if signatures are asked for.
    pub(crate) is_signed: bool,
    /// What the client calls the endpoint, such as `127.0.0.1:4583`; empty if nobody calls.
    pub(crate) host: &'a str,
    /// Whether the client calls by TLS.
    pub(crate) is_tls: bool,
    pub(crate) now: OffsetDateTime,
    pub(crate) store: &'a mut Store,
    /// What other accounts and regions have, of which some may be shared.
    pub(crate) others: Others<'a>,
    pub(crate) ids: &'a mut Ids,
}
