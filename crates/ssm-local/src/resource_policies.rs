//! Resource policies: with whom a resource is shared. They are kept; nothing is shared.

mod collection;
mod operations;
mod resource;

use crate::protocol::Routes;

pub(crate) use collection::ResourcePolicies;

/// Adds the operations on resource policies.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .on(operations::delete_resource_policy)
        .on(operations::get_resource_policies)
        .on(operations::put_resource_policy)
}
