//! Operations management: what needs somebody's attention (OpsItems), what is noted about applications
//! (OpsMetadata), and summaries of both.

mod items;
mod metadata;
mod summary;

use crate::protocol::Routes;

pub(crate) use items::OpsItems;
pub(crate) use metadata::AllOpsMetadata;

/// Adds the operations on OpsItems and OpsMetadata.
pub(crate) fn routes(routes: Routes) -> Routes {
    metadata::routes(items::routes(routes)).on(summary::get_ops_summary)
}
