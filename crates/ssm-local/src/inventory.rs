//! Inventory: what is on the nodes, as entries of types.
//!
//! A node has at most one item of each type, which is put as a whole: a version of the type's schema,
//! a time, and entries. The schemas of `AWS:*` types are fixed; `Custom:*` types have whatever
//! attributes were put.

mod aggregate;
mod aws_types;
mod check;
mod collection;
mod condition;
mod custom_type;
mod delete;
mod deletions;
mod entries;
mod get;
mod item;
mod node;
mod put;
mod schema;

use crate::protocol::Routes;

pub(crate) use collection::Inventory;
pub(crate) use get::entries;
pub(crate) use node::{check as check_node, ids as nodes};

/// Adds the operations on inventory.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .on(delete::delete_inventory)
        .on(deletions::describe_inventory_deletions)
        .on(entries::list_inventory_entries)
        .on(get::get_inventory)
        .on(put::put_inventory)
        .on(schema::get_inventory_schema)
}
