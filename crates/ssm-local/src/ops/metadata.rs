//! OpsMetadata: what is noted about applications.

mod collection;
mod create;
mod get;
mod list;
mod update;

use crate::protocol::Routes;

pub(crate) use collection::AllOpsMetadata;

/// Adds the operations on OpsMetadata.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .on(create::create_ops_metadata)
        .on(get::get_ops_metadata)
        .on(list::list_ops_metadata)
        .on(update::delete_ops_metadata)
        .on(update::update_ops_metadata)
}
