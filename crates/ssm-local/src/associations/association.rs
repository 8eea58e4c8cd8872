//! An association.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::state::{FAILED, NodeState, PENDING, SUCCESS, counts, sum};
use super::timing;
use super::version::Version;
use crate::model::types::{AssociationDescription, AssociationOverview, AssociationStatus};
use crate::tags::Resource;

/// An association with all its versions, and how it stands on its nodes.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Association {
    pub(super) id: String,
    /// The node, if it was made for one and not for targets.
    pub(super) instance_id: Option<String>,
    pub(super) created: OffsetDateTime,
    pub(super) updated: OffsetDateTime,
    pub(super) first: Version,
    /// The versions after the first, in their order.
    pub(super) later: Vec<Version>,
    /// What was said of it by request.
    pub(super) status: Option<AssociationStatus>,
    pub(super) nodes: BTreeMap<String, NodeState>,
    pub(super) last_execution: Option<OffsetDateTime>,
    pub(super) last_success: Option<OffsetDateTime>,
    /// Why the last execution could not begin.
    pub(super) failure: Option<String>,
    /// When it is to be applied.
    pub(super) next: Option<OffsetDateTime>,
}

impl Association {
    pub(super) fn new(id: String, instance_id: Option<String>, first: Version, now: OffsetDateTime) -> Self {
        let mut association = Self {
            id,
            instance_id,
            created: now,
            updated: now,
            first,
            later: Vec::new(),
            status: None,
            nodes: BTreeMap::new(),
            last_execution: None,
            last_success: None,
            failure: None,
            next: None,
        };
        association.plan(now);
        association
    }

    pub(super) fn latest(&self) -> &Version {
        self.later.last().unwrap_or(&self.first)
    }

    /// All versions in their order.
    pub(super) fn versions(&self) -> impl Iterator<Item = &Version> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// The version of this number, or the latest for none and for `$LATEST`.
    pub(super) fn version(&self, number: Option<&str>) -> Option<&Version> {
        match number {
            None | Some("" | "$LATEST") => Some(self.latest()),
            Some(number) => self.versions().find(|version| version.number().to_string() == number),
        }
    }

    /// Has it applied at once, as one that is new or changed is, unless it waits for its schedule.
    pub(super) fn plan(&mut self, now: OffsetDateTime) {
        self.next = if timing::waits(&self.latest().shown) { self.next_by_schedule(now) } else { Some(now) };
    }

    /// When it is to be applied next after this time by its schedule.
    pub(super) fn next_by_schedule(&self, after: OffsetDateTime) -> Option<OffsetDateTime> {
        timing::of(&self.latest().shown).ok().flatten()?.next(after, self.updated)
    }

    /// Whether its targets name this node by its id.
    pub(super) fn names_node(&self, node: &str) -> bool {
        let mut targets = self.latest().shown.targets.iter();
        let names = |key: Option<&str>| key.is_some_and(|key| key.eq_ignore_ascii_case("InstanceIds"));
        self.instance_id.as_deref() == Some(node)
            || targets.any(|target| {
                names(target.key.as_deref()) && target.values.iter().flatten().any(|value| value == node)
            })
    }

    /// Takes notice of how it stands on a node.
    pub(super) fn note(&mut self, node: &str, state: NodeState) {
        if state.status == SUCCESS {
            self.last_success = self.last_success.max(Some(state.date));
        }
        self.last_execution = self.last_execution.max(Some(state.date));
        self.nodes.insert(node.to_owned(), state);
    }

    pub(super) fn overview(&self) -> AssociationOverview {
        let statuses = self.nodes.values().map(|node| node.status.as_str());
        let (status, detailed_status) = match (self.last_execution, &self.failure) {
            (None, _) => (PENDING, "Creating"),
            (_, Some(failure)) => (FAILED, failure.as_str()),
            _ => (sum(statuses.clone()), sum(statuses.clone())),
        };
        AssociationOverview {
            status: Some(status.to_owned()),
            detailed_status: Some(detailed_status.to_owned()),
            association_status_aggregated_count: counts(statuses),
        }
    }

    /// The association as answers describe it in one of its versions.
    pub(super) fn description(&self, version: &Version) -> AssociationDescription {
        let shown = version.shown.clone();
        AssociationDescription {
            name: shown.name,
            instance_id: self.instance_id.clone(),
            association_version: shown.association_version,
            date: Some(self.created),
            last_update_association_date: Some(self.updated),
            status: self.status.clone(),
            overview: Some(self.overview()),
            document_version: shown.document_version.or_else(|| Some("$DEFAULT".to_owned())),
            automation_target_parameter_name: version.automation_target_parameter_name.clone(),
            parameters: shown.parameters,
            association_id: Some(self.id.clone()),
            targets: super::target::of_version(self, &shown.targets),
            schedule_expression: shown.schedule_expression,
            output_location: shown.output_location,
            last_execution_date: self.last_execution,
            last_successful_execution_date: self.last_success,
            association_name: shown.association_name,
            max_errors: shown.max_errors,
            max_concurrency: shown.max_concurrency,
            compliance_severity: shown.compliance_severity,
            sync_compliance: shown.sync_compliance,
            apply_only_at_cron_interval: shown.apply_only_at_cron_interval,
            calendar_names: shown.calendar_names,
            target_locations: shown.target_locations,
            schedule_offset: shown.schedule_offset,
            duration: shown.duration,
            target_maps: shown.target_maps,
            alarm_configuration: version.alarm_configuration.clone(),
            triggered_alarms: Vec::new(),
            association_dispatch_assume_role: shown.association_dispatch_assume_role,
        }
    }

    pub(super) fn resource(&self) -> Resource {
        Resource::association(&self.id)
    }
}
