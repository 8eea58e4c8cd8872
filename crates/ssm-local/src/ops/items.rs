//! OpsItems: what needs somebody's attention.

mod associate;
mod check;
mod collection;
mod condition;
mod create;
mod describe;
mod event;
mod related;
mod update;

use crate::protocol::Routes;

pub(crate) use collection::OpsItems;

/// Adds the operations on OpsItems.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .on(associate::associate_ops_item_related_item)
        .on(associate::disassociate_ops_item_related_item)
        .on(create::create_ops_item)
        .on(describe::delete_ops_item)
        .on(describe::describe_ops_items)
        .on(describe::get_ops_item)
        .on(event::list_ops_item_events)
        .on(related::list_ops_item_related_items)
        .on(update::update_ops_item)
}
