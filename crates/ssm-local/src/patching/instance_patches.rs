//! `DescribeInstancePatches`.

use std::collections::BTreeMap;

use time::OffsetDateTime;

use super::condition::Conditions;
use super::state::moment;
use crate::inventory;
use crate::model::operation::{DescribeInstancePatchesRequest, DescribeInstancePatchesResponse};
use crate::model::types::{InvalidFilter, PatchComplianceData, PatchComplianceDataState};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many patches a page has unless the request says it.
const PAGE: usize = 50;

/// Answers the patches that a node told of. Nodes do so with an item of the type `AWS:ComplianceItem`
/// in the context of the compliance of patches.
pub(super) fn describe_instance_patches(
    call: &mut Call<'_>,
    request: DescribeInstancePatchesRequest,
) -> Result<DescribeInstancePatchesResponse, Error> {
    let keys = ["Classification", "KBId", "Severity", "State"];
    let conditions = Conditions::of(request.filters, &keys)
        .map_err(|message| Error::from(InvalidFilter::with_message(message)))?;
    inventory::check_node(call, &request.instance_id)?;
    let entries = inventory::entries(call, &request.instance_id, "AWS:ComplianceItem");
    let patches =
        entries.into_iter().filter(|entry| text(entry, "ComplianceType") == "Patch").map(|e| patch(&e));
    let found = patches.filter(|patch| {
        let state = patch.state.as_ref().map_or("", PatchComplianceDataState::as_str);
        conditions.accept("State", state)
            && [
                ("Classification", &patch.classification),
                ("KBId", &patch.kb_id),
                ("Severity", &patch.severity),
            ]
            .into_iter()
            .all(|(key, value)| conditions.accept(key, value.as_deref().unwrap_or_default()))
    });
    let list = format!("DescribeInstancePatches {}", request.instance_id);
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<usize, _, _>(&list, token, size, found.enumerate())?;
    Ok(DescribeInstancePatchesResponse { patches: page.items, next_token: page.next_token })
}

fn patch(entry: &BTreeMap<String, String>) -> PatchComplianceData {
    let value = |name: &str| Some(text(entry, name).to_owned());
    let cve_ids = text(entry, "CVEIds");
    PatchComplianceData {
        title: value("Title"),
        kb_id: value("Id"),
        classification: value("Classification"),
        severity: value("PatchSeverity"),
        state: Some(PatchComplianceDataState::from(text(entry, "PatchState"))),
        installed_time: Some(moment(value("InstalledTime")).unwrap_or(OffsetDateTime::UNIX_EPOCH)),
        cve_ids: (!cve_ids.is_empty()).then(|| cve_ids.to_owned()),
    }
}

fn text<'a>(entry: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    entry.get(name).map_or("", String::as_str)
}
