//! `ListResourceComplianceSummaries`.

use super::collection::{Place, RESOURCE_TYPE, Report};
use super::condition::Condition;
use super::severity;
use crate::model::operation::{
    ListResourceComplianceSummariesRequest, ListResourceComplianceSummariesResponse,
};
use crate::model::types::{
    ComplianceSeverity, ComplianceStatus, CompliantSummary, NonCompliantSummary,
    ResourceComplianceSummaryItem,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many summaries a page has unless the request says it.
const PAGE: usize = 50;

/// Answers how many items of each node and type of compliance are compliant, and how many are not.
pub(super) fn list_resource_compliance_summaries(
    call: &mut Call<'_>,
    request: ListResourceComplianceSummariesRequest,
) -> Result<ListResourceComplianceSummariesResponse, Error> {
    let filters = Condition::all(request.filters)?;
    let summaries = call.store.compliance.by_place.iter().map(|(place, report)| summary(place, report));
    let found = summaries.filter(|item| filters.iter().all(|filter| filter.accepts(&|key| value(item, key))));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let list = "ListResourceComplianceSummaries";
    let page = call.store.paging.page::<usize, _, _>(list, token, size, found.enumerate())?;
    Ok(ListResourceComplianceSummariesResponse {
        resource_compliance_summary_items: page.items,
        next_token: page.next_token,
    })
}

fn summary((id, compliance_type): &Place, report: &Report) -> ResourceComplianceSummaryItem {
    let severities = |status| -> Vec<ComplianceSeverity> {
        report.items_that_are(status).map(|item| item.severity.clone()).collect()
    };
    let compliant = severities(ComplianceStatus::Compliant);
    let others = severities(ComplianceStatus::NonCompliant);
    let status =
        if report.is_compliant() { ComplianceStatus::Compliant } else { ComplianceStatus::NonCompliant };
    ResourceComplianceSummaryItem {
        compliance_type: Some(compliance_type.clone()),
        resource_type: Some(RESOURCE_TYPE.to_owned()),
        resource_id: Some(id.clone()),
        status: Some(status),
        overall_severity: Some(severity::worst(others.iter())),
        execution_summary: Some(report.execution.clone()),
        compliant_summary: Some(CompliantSummary {
            compliant_count: Some(severity::number(compliant.len())),
            severity_summary: Some(severity::count(&compliant)),
        }),
        non_compliant_summary: Some(NonCompliantSummary {
            non_compliant_count: Some(severity::number(others.len())),
            severity_summary: Some(severity::count(&others)),
        }),
    }
}

/// What a filter of this key looks at.
fn value(item: &ResourceComplianceSummaryItem, key: &str) -> Option<String> {
    let execution = item.execution_summary.as_ref();
    match key {
        "ComplianceType" => item.compliance_type.clone(),
        "ExecutionId" => execution?.execution_id.clone(),
        "ExecutionTime" => Some(execution?.execution_time.unix_timestamp().to_string()),
        "ExecutionType" => execution?.execution_type.clone(),
        "InstanceId" | "ResourceId" => item.resource_id.clone(),
        "OverallSeverity" | "Severity" => Some(item.overall_severity.as_ref()?.as_str().to_owned()),
        "ResourceType" => item.resource_type.clone(),
        "Status" => Some(item.status.as_ref()?.as_str().to_owned()),
        _ => None,
    }
}
