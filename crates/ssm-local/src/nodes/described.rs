//! What the operations that describe nodes have in common: the nodes that meet all filters, in pages.

use super::filter::Filter;
use super::node::Node;
use crate::paging::{self, Page};
use crate::protocol::{Call, Error};

/// How many nodes a page has unless the request says it.
const PAGE: usize = 10;

/// The page of nodes that a token of this list leads to.
pub(super) fn described<'a>(
    call: &'a Call<'_>,
    list: &str,
    filters: &[Filter],
    token: Option<&str>,
    max_results: Option<i32>,
) -> Result<Page<&'a Node>, Error> {
    let found = call.store.nodes.iter();
    let found = found.filter(|node| filters.iter().all(|filter| filter.accepts(node, call)));
    let found = found.map(|node| (&node.id, node));
    call.store.paging.page::<String, _, _>(list, token, paging::size(max_results, PAGE), found)
}
