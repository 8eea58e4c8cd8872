//! All that the endpoint remembers.

use time::OffsetDateTime;

use crate::paging::Paging;
use crate::parameters::Parameters;
use crate::tags::Tags;

/// The state of the endpoint, one field per capability. It lives in memory, behind one lock.
#[derive(Default)]
pub(crate) struct Store {
    pub(crate) paging: Paging,
    pub(crate) parameters: Parameters,
    pub(crate) tags: Tags,
}

impl Store {
    /// Removes what has outlived its time.
    pub(crate) fn forget_expired(&mut self, now: OffsetDateTime) {
        for parameter in self.parameters.remove_expired(now) {
            self.tags.forget(&parameter.resource());
        }
    }
}
