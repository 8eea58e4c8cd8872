//! `ListComplianceSummaries`.

use std::collections::BTreeMap;

use super::collection::{RESOURCE_TYPE, Report};
use super::condition::Condition;
use super::severity;
use crate::model::operation::{ListComplianceSummariesRequest, ListComplianceSummariesResponse};
use crate::model::types::{
    ComplianceSeverity, ComplianceStatus, ComplianceSummaryItem, CompliantSummary, NonCompliantSummary,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many summaries a page has unless the request says it.
const PAGE: usize = 50;

/// Answers how many nodes are compliant of each type, and how many are not.
pub(super) fn list_compliance_summaries(
    call: &mut Call<'_>,
    request: ListComplianceSummariesRequest,
) -> Result<ListComplianceSummariesResponse, Error> {
    let filters = Condition::all(request.filters)?;
    let mut reports: BTreeMap<&String, Vec<&Report>> = BTreeMap::new();
    for ((id, compliance_type), report) in call.store.compliance.by_place.iter() {
        let value = |key: &str| value(id, compliance_type, report, key);
        if filters.iter().all(|filter| filter.accepts(&value)) {
            reports.entry(compliance_type).or_default().push(report);
        }
    }
    let found = reports.iter().map(|(name, reports)| (*name, summary(name, reports)));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("ListComplianceSummaries", token, size, found)?;
    Ok(ListComplianceSummariesResponse { compliance_summary_items: page.items, next_token: page.next_token })
}

/// How many nodes are how: each counts with the worst of the items that make it what it is.
fn summary(compliance_type: &str, reports: &[&Report]) -> ComplianceSummaryItem {
    let severities = |status: ComplianceStatus| -> Vec<ComplianceSeverity> {
        let is_compliant = status == ComplianceStatus::Compliant;
        let reports = reports.iter().filter(|report| report.is_compliant() == is_compliant);
        reports
            .map(|report| severity::worst(report.items_that_are(status.clone()).map(|item| &item.severity)))
            .collect()
    };
    let compliant = severities(ComplianceStatus::Compliant);
    let others = severities(ComplianceStatus::NonCompliant);
    ComplianceSummaryItem {
        compliance_type: Some(compliance_type.to_owned()),
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
fn value(id: &str, compliance_type: &str, report: &Report, key: &str) -> Option<String> {
    let status =
        if report.is_compliant() { ComplianceStatus::Compliant } else { ComplianceStatus::NonCompliant };
    match key {
        "ComplianceType" => Some(compliance_type.to_owned()),
        "ExecutionId" => report.execution.execution_id.clone(),
        "ExecutionType" => report.execution.execution_type.clone(),
        "InstanceId" | "ResourceId" => Some(id.to_owned()),
        "ResourceType" => Some(RESOURCE_TYPE.to_owned()),
        "Status" => Some(status.as_str().to_owned()),
        _ => None,
    }
}
