//! `ListComplianceItems`.

use super::collection::{Place, RESOURCE_TYPE, Report};
use super::condition::Condition;
use super::put::check_resource;
use crate::model::operation::{ListComplianceItemsRequest, ListComplianceItemsResponse};
use crate::model::types::{ComplianceItem, ComplianceItemEntry};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many items a page has unless the request says it.
const PAGE: usize = 50;

/// Answers the items of one node, or of all, that meet all filters.
pub(super) fn list_compliance_items(
    call: &mut Call<'_>,
    request: ListComplianceItemsRequest,
) -> Result<ListComplianceItemsResponse, Error> {
    let ids = request.resource_ids.unwrap_or_default();
    let types = request.resource_types.unwrap_or_default();
    for resource_type in types.iter().map(String::as_str).chain([RESOURCE_TYPE]) {
        for id in ids.iter().map(String::as_str).chain(["i-00000000"]) {
            check_resource(resource_type, id)?;
        }
    }
    if ids.len() > 1 {
        return Err(Error::validation("a request is for the items of one resource, and not of several"));
    }
    let filters = Condition::all(request.filters)?;
    let reports = call.store.compliance.by_place.iter();
    let reports = reports.filter(|((id, _), _)| ids.is_empty() || ids.contains(id));
    let items =
        reports.flat_map(|(place, report)| report.items.iter().map(move |item| answer(place, report, item)));
    let found = items.filter(|item| filters.iter().all(|filter| filter.accepts(&|key| value(item, key))));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let list = format!("ListComplianceItems {}", ids.join(" "));
    let page = call.store.paging.page::<usize, _, _>(&list, token, size, found.enumerate())?;
    Ok(ListComplianceItemsResponse { compliance_items: page.items, next_token: page.next_token })
}

fn answer((id, compliance_type): &Place, report: &Report, item: &ComplianceItemEntry) -> ComplianceItem {
    ComplianceItem {
        compliance_type: Some(compliance_type.clone()),
        resource_type: Some(RESOURCE_TYPE.to_owned()),
        resource_id: Some(id.clone()),
        id: item.id.clone(),
        title: item.title.clone(),
        status: Some(item.status.clone()),
        severity: Some(item.severity.clone()),
        execution_summary: Some(report.execution.clone()),
        details: item.details.clone().unwrap_or_default(),
    }
}

/// What a filter of this key looks at.
fn value(item: &ComplianceItem, key: &str) -> Option<String> {
    let execution = item.execution_summary.as_ref();
    match key {
        "ComplianceType" => item.compliance_type.clone(),
        "ExecutionId" => execution?.execution_id.clone(),
        "ExecutionTime" => Some(execution?.execution_time.unix_timestamp().to_string()),
        "ExecutionType" => execution?.execution_type.clone(),
        "Id" => item.id.clone(),
        "InstanceId" | "ResourceId" => item.resource_id.clone(),
        "ResourceType" => item.resource_type.clone(),
        "Severity" => Some(item.severity.as_ref()?.as_str().to_owned()),
        "Status" => Some(item.status.as_ref()?.as_str().to_owned()),
        "Title" => item.title.clone(),
        _ => item.details.get(key).cloned(),
    }
}
