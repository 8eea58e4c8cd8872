//! `PutComplianceItems`.

use std::collections::BTreeSet;

use super::collection::{RESOURCE_TYPE, Report};
use crate::model::operation::{PutComplianceItemsRequest, PutComplianceItemsResponse};
use crate::model::types::{
    ComplianceItemEntry, ComplianceTypeCountLimitExceededException, ComplianceUploadType,
    InvalidItemContentException, InvalidResourceId, InvalidResourceType, TotalSizeLimitExceededException,
};
use crate::protocol::{Call, Error};

/// How many custom types of compliance there may be.
const MAXIMUM_CUSTOM_TYPES: usize = 10;

/// How large the items of a request may be together, in bytes, as with inventory.
const MAXIMUM_TOTAL: usize = 1024 * 1024;

/// Replaces what was told of a node about a type of compliance, or, in part, what was told of some
/// associations.
pub(super) fn put_compliance_items(
    call: &mut Call<'_>,
    request: PutComplianceItemsRequest,
) -> Result<PutComplianceItemsResponse, Error> {
    check_resource(&request.resource_type, &request.resource_id)?;
    if call.store.nodes.get(&request.resource_id).is_none() {
        let message = format!("there is no managed node {}", request.resource_id);
        return Err(Error::from(InvalidResourceId {}).explained(message));
    }
    check_type(call, &request.compliance_type)?;
    check_items(&request)?;
    let is_partial = request.upload_type == Some(ComplianceUploadType::Partial);
    if is_partial && request.compliance_type != "Association" {
        return Err(Error::validation("only compliance of the type Association can be put in part"));
    }
    let place = (request.resource_id, request.compliance_type);
    let before = call.store.compliance.by_place.get(&place);
    let is_known = before.filter(|before| {
        request.item_content_hash.is_some() && before.content_hash == request.item_content_hash
    });
    let items = match (is_known, before) {
        // What has the same hash as before is not looked at again.
        (Some(known), _) => known.items.clone(),
        (None, Some(before)) if is_partial => merged(&before.items, request.items),
        _ => request.items,
    };
    let report =
        Report { execution: request.execution_summary, content_hash: request.item_content_hash, items };
    call.store.compliance.by_place.insert(place, report);
    Ok(PutComplianceItemsResponse {})
}

/// Refuses what cannot be a node.
pub(super) fn check_resource(resource_type: &str, id: &str) -> Result<(), Error> {
    if resource_type != RESOURCE_TYPE {
        let message =
            format!("{resource_type:?} is no type of resource here; the only one is {RESOURCE_TYPE}");
        return Err(Error::from(InvalidResourceType {}).explained(message));
    }
    let is_node = |prefix: &str, lengths: &[usize]| {
        id.strip_prefix(prefix).is_some_and(|rest| {
            lengths.contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    };
    if is_node("i-", &[8, 17]) || is_node("mi-", &[17]) {
        return Ok(());
    }
    let message = format!("{id:?} is no id of a node, which is i-... or mi-...");
    Err(Error::from(InvalidResourceId {}).explained(message))
}

fn check_type(call: &Call<'_>, new: &str) -> Result<(), Error> {
    if !new.starts_with("Custom:") {
        return if ["Association", "Patch"].contains(&new) {
            Ok(())
        } else {
            let message = "a type of compliance is Association, Patch or Custom:NAME";
            Err(Error::validation(message))
        };
    }
    let types = call.store.compliance.by_place.keys().map(|(_, found)| found);
    let others: BTreeSet<&String> =
        types.filter(|found| found.starts_with("Custom:") && *found != new).collect();
    if others.len() >= MAXIMUM_CUSTOM_TYPES {
        let message = format!("there are {MAXIMUM_CUSTOM_TYPES} custom types of compliance already");
        return Err(ComplianceTypeCountLimitExceededException::with_message(message).into());
    }
    Ok(())
}

fn check_items(request: &PutComplianceItemsRequest) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for item in &request.items {
        let id = item.id.as_deref().unwrap_or_default();
        if !seen.insert(id) {
            let message = format!("the item {id:?} occurs twice");
            let type_name = Some(request.compliance_type.clone());
            return Err(InvalidItemContentException { type_name, message: Some(message) }.into());
        }
    }
    let total: usize = request.items.iter().map(size).sum();
    if total > MAXIMUM_TOTAL {
        let message = format!("the items have {total} bytes together and may have {MAXIMUM_TOTAL}");
        return Err(TotalSizeLimitExceededException::with_message(message).into());
    }
    Ok(())
}

/// The length of all text of an item, in bytes.
fn size(item: &ComplianceItemEntry) -> usize {
    let texts = [&item.id, &item.title].into_iter().flatten().map(String::len).sum::<usize>();
    let details = item.details.iter().flatten().map(|(name, value)| name.len() + value.len());
    texts + details.sum::<usize>()
}

/// The items before, of which new ones replace those with their ids.
fn merged(before: &[ComplianceItemEntry], new: Vec<ComplianceItemEntry>) -> Vec<ComplianceItemEntry> {
    let is_replaced = |item: &ComplianceItemEntry| new.iter().any(|new| new.id == item.id);
    let mut items: Vec<_> = before.iter().filter(|item| !is_replaced(item)).cloned().collect();
    items.extend(new);
    items
}
