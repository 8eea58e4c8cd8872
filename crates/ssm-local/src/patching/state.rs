//! What a node told of its patches: the entry of its inventory that sums them up.

use std::collections::BTreeMap;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::inventory;
use crate::model::types::{InstancePatchState, PatchOperationType, RebootOption};
use crate::protocol::Call;

/// The state of a node, if it told one. Nodes do so with an item of the type `AWS:PatchSummary`.
pub(super) fn of(call: &Call<'_>, node: &str) -> Option<InstancePatchState> {
    let summary = inventory::entries(call, node, "AWS:PatchSummary").into_iter().next()?;
    let text = |name: &str| summary.get(name).filter(|value| !value.is_empty()).cloned();
    let count = |name: &str| number(&summary, name);
    Some(InstancePatchState {
        instance_id: Some(node.to_owned()),
        patch_group: Some(text("PatchGroup").unwrap_or_default()),
        baseline_id: Some(text("BaselineId").unwrap_or_default()),
        snapshot_id: text("SnapshotId"),
        install_override_list: text("InstallOverrideList"),
        owner_information: text("OwnerInformation"),
        installed_count: count("InstalledCount"),
        installed_other_count: count("InstalledOtherCount"),
        installed_pending_reboot_count: count("InstalledPendingRebootCount"),
        installed_rejected_count: count("InstalledRejectedCount"),
        missing_count: count("MissingCount"),
        failed_count: count("FailedCount"),
        unreported_not_applicable_count: count("UnreportedNotApplicableCount"),
        not_applicable_count: count("NotApplicableCount"),
        available_security_update_count: None,
        operation_start_time: Some(moment(text("OperationStartTime")).unwrap_or(OffsetDateTime::UNIX_EPOCH)),
        operation_end_time: Some(moment(text("OperationEndTime")).unwrap_or(OffsetDateTime::UNIX_EPOCH)),
        operation: text("OperationType").map(|operation| PatchOperationType::from(operation.as_str())),
        last_no_reboot_install_operation_time: moment(text("LastNoRebootInstallOperationTime")),
        reboot_option: text("RebootOption").map(|option| RebootOption::from(option.as_str())),
        critical_non_compliant_count: count("CriticalNonCompliantCount"),
        security_non_compliant_count: count("SecurityNonCompliantCount"),
        other_non_compliant_count: count("OtherNonCompliantCount"),
    })
}

/// The states of all nodes of a group.
pub(super) fn of_group(call: &Call<'_>, group: &str) -> Vec<InstancePatchState> {
    let states = inventory::nodes(call).into_iter().filter_map(|node| of(call, &node));
    states.filter(|state| state.patch_group.as_deref() == Some(group)).collect()
}

/// A time as nodes tell it.
pub(super) fn moment(text: Option<String>) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(&text?, &Rfc3339).ok()
}

fn number(entry: &BTreeMap<String, String>, name: &str) -> Option<i32> {
    entry.get(name)?.parse().ok()
}
