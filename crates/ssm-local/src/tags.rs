//! Tags: keys and values on resources of every kind.

mod add;
mod collection;
mod list;
mod remove;
mod resource;

use crate::protocol::Routes;

pub(crate) use collection::{Tags, check_keys, merged};
pub(crate) use resource::Resource;

/// Adds the operations on tags.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .on(add::add_tags_to_resource)
        .on(list::list_tags_for_resource)
        .on(remove::remove_tags_from_resource)
}
