//! Resource data syncs: where inventory is to be copied to, and where operational data is to be
//! gathered from. They are kept; nothing is copied.

mod check;
mod collection;
mod operations;

use crate::protocol::Routes;

pub(crate) use collection::ResourceDataSyncs;

/// Adds the operations on resource data syncs.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .on(operations::create_resource_data_sync)
        .on(operations::delete_resource_data_sync)
        .on(operations::list_resource_data_sync)
        .on(operations::update_resource_data_sync)
}
