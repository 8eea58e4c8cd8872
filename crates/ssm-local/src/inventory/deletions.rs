//! `DescribeInventoryDeletions`.

use std::collections::BTreeMap;

use super::collection::Deletion;
use crate::model::operation::{DescribeInventoryDeletionsRequest, DescribeInventoryDeletionsResponse};
use crate::model::types::{
    InvalidDeletionIdException, InventoryDeletionStatus, InventoryDeletionStatusItem,
    InventoryDeletionSummary, InventoryDeletionSummaryItem,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many deletions a page has unless the request says it.
const PAGE: usize = 50;

/// Answers all deletions, or the one that the request names.
pub(super) fn describe_inventory_deletions(
    call: &mut Call<'_>,
    request: DescribeInventoryDeletionsRequest,
) -> Result<DescribeInventoryDeletionsResponse, Error> {
    let deletions = &call.store.inventory.deletions;
    if let Some(id) = request.deletion_id.as_ref().filter(|id| !deletions.contains(*id)) {
        let message = format!("there is no deletion {id}");
        return Err(InvalidDeletionIdException::with_message(message).into());
    }
    let asked = |id: &String| request.deletion_id.as_ref().is_none_or(|asked| asked == id);
    let found = deletions.iter().filter(|(id, _)| asked(id)).map(|(id, deletion)| (id, status(id, deletion)));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("DescribeInventoryDeletions", token, size, found)?;
    Ok(DescribeInventoryDeletionsResponse { inventory_deletions: page.items, next_token: page.next_token })
}

fn status(id: &str, deletion: &Deletion) -> InventoryDeletionStatusItem {
    InventoryDeletionStatusItem {
        deletion_id: Some(id.to_owned()),
        type_name: Some(deletion.type_name.clone()),
        deletion_start_time: Some(deletion.time),
        last_status: Some(InventoryDeletionStatus::Complete),
        last_status_message: Some("Deletion is complete".to_owned()),
        deletion_summary: Some(summary(&deletion.counts, false)),
        last_status_update_time: Some(deletion.time),
    }
}

/// What is to be deleted, all of which remains or nothing.
pub(super) fn summary(counts: &BTreeMap<String, usize>, remains: bool) -> InventoryDeletionSummary {
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let remaining = |count: i32| if remains { count } else { 0 };
    let items = counts.iter().map(|(version, count)| InventoryDeletionSummaryItem {
        version: Some(version.clone()),
        count: Some(number(*count)),
        remaining_count: Some(remaining(number(*count))),
    });
    let total = number(counts.values().sum());
    InventoryDeletionSummary {
        total_count: Some(total),
        remaining_count: Some(remaining(total)),
        summary_items: items.collect(),
    }
}
