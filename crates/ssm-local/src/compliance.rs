//! Compliance: whether nodes are as they should be, as it was told of them.
//!
//! What is told of a node about one type of compliance is put as a whole and listed by item, by node
//! and by type.

mod collection;
mod condition;
mod items;
mod put;
mod resource_summaries;
mod severity;
mod summaries;

use crate::protocol::Routes;

pub(crate) use collection::Compliance;

/// Adds the operations on compliance.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .on(items::list_compliance_items)
        .on(put::put_compliance_items)
        .on(resource_summaries::list_resource_compliance_summaries)
        .on(summaries::list_compliance_summaries)
}
