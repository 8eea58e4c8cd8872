//! Operations that page say so, and name what there is to iterate over.

use serde_json::Value;
use ssm_model::{EC2_MESSAGES, SSM};

use crate::merged::{Merged, has_trait};

const PAGINATED: &str = "smithy.api#paginated";
const PAGE_ITEMS: &str = "awsjson.codegen#pageItems";

/// The shape at the end of a dotted path of members, from a structure on.
fn follow<'a>(merged: &'a Merged, structure: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(structure, |shape, member| merged.target(shape["members"].get(member)?))
}

/// Whether the operation takes and gives a `NextToken`.
fn passes_token(merged: &Merged, operation: &Value) -> bool {
    let has_token =
        |side| merged.side(operation, side).is_some_and(|s| s["members"].get("NextToken").is_some());
    has_token("input") && has_token("output")
}

#[test]
fn every_operation_that_passes_a_token_pages() {
    for model in [SSM, EC2_MESSAGES] {
        let merged = Merged::of(model);
        for (id, operation) in merged.operations() {
            let pages = has_trait(operation, PAGINATED);
            assert_eq!(passes_token(&merged, operation), pages, "{id}");
        }
    }
}

#[test]
fn every_page_has_a_size_and_items() {
    let merged = Merged::of(SSM);
    let paged = merged.operations().filter(|(_, o)| has_trait(o, PAGINATED));
    let mut count = 0;
    for (id, operation) in paged {
        let (paging, ours) = (&operation["traits"][PAGINATED], &operation["traits"][PAGE_ITEMS]);
        let input = merged.side(operation, "input").expect("an input");
        let size = paging["pageSize"].as_str().expect("a page size");
        assert!(input["members"].get(size).is_some(), "{id} has no {size}");

        let (theirs, ours) = (paging["items"].as_str(), ours.as_str());
        assert!(theirs.is_some() != ours.is_some(), "{id} has items {theirs:?} and {ours:?}");
        let path = theirs.or(ours).expect("one of them");
        let output = merged.side(operation, "output").expect("an output");
        let items = follow(&merged, output, path);
        let items = items.unwrap_or_else(|| panic!("{id}: {path} leads nowhere"));
        assert!(items["type"] == "list" || items["type"] == "map", "{id}: {path} is {items}");
        count += 1;
    }
    assert_eq!(count, 57, "56 published operations and ListInstanceAssociations");
}
