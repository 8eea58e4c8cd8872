//! One version of an association: all that requests give.

use serde::{Deserialize, Serialize};

use super::{document, output, target, timing};
use crate::model::operation::{CreateAssociationRequest, UpdateAssociationRequest};
use crate::model::types::{AlarmConfiguration, AssociationVersionInfo, InvalidTargetMaps};
use crate::protocol::{Call, Error};

/// A version as answers show it, and what they do not show of it there.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Version {
    pub(super) shown: AssociationVersionInfo,
    pub(super) automation_target_parameter_name: Option<String>,
    pub(super) alarm_configuration: Option<AlarmConfiguration>,
}

/// The version that a request asks for, whichever of the two it is: their types are apart, and what they
/// have in common is named alike. What differs is given.
macro_rules! of_request {
    ($request:ident { $($differs:ident: $value:expr),* $(,)? }) => {
        Self {
            shown: AssociationVersionInfo {
                $($differs: $value,)*
                document_version: $request.document_version,
                parameters: $request.parameters.unwrap_or_default(),
                schedule_expression: $request.schedule_expression,
                output_location: $request.output_location,
                association_name: $request.association_name,
                max_errors: $request.max_errors,
                max_concurrency: $request.max_concurrency,
                compliance_severity: $request.compliance_severity,
                sync_compliance: $request.sync_compliance,
                apply_only_at_cron_interval: Some($request.apply_only_at_cron_interval.unwrap_or_default()),
                calendar_names: $request.calendar_names.unwrap_or_default(),
                target_locations: $request.target_locations.unwrap_or_default(),
                schedule_offset: $request.schedule_offset,
                duration: $request.duration,
                target_maps: $request.target_maps.unwrap_or_default(),
                association_dispatch_assume_role: $request.association_dispatch_assume_role,
            },
            automation_target_parameter_name: $request.automation_target_parameter_name,
            alarm_configuration: $request.alarm_configuration,
        }
    };
}

impl Version {
    /// The first version of an association.
    pub(super) fn first(call: &Call<'_>, id: &str, request: &CreateAssociationRequest) -> Self {
        let request = request.clone();
        of_request!(request {
            association_id: Some(id.to_owned()),
            association_version: Some("1".to_owned()),
            created_date: Some(call.now),
            name: Some(request.name),
            targets: request.targets.unwrap_or_default(),
        })
    }

    /// The version after this one, which has nothing of it but the document and the targets unless
    /// they are given anew.
    pub(super) fn followed(&self, call: &Call<'_>, request: UpdateAssociationRequest) -> Self {
        let before = &self.shown;
        of_request!(request {
            association_id: before.association_id.clone(),
            association_version: Some((self.number() + 1).to_string()),
            created_date: Some(call.now),
            name: request.name.or_else(|| before.name.clone()),
            targets: request.targets.unwrap_or_else(|| before.targets.clone()),
        })
    }

    pub(super) fn name(&self) -> &str {
        self.shown.name.as_deref().unwrap_or_default()
    }

    pub(super) fn number(&self) -> u32 {
        self.shown.association_version.as_deref().and_then(|number| number.parse().ok()).unwrap_or_default()
    }

    /// Refuses what can be no association.
    pub(super) fn check(&self, call: &Call<'_>) -> Result<(), Error> {
        let shown = &self.shown;
        document::check(call, self.name(), shown.document_version.as_deref(), &shown.parameters)?;
        target::check(&shown.targets)?;
        if !shown.target_maps.is_empty() && !shown.targets.is_empty() {
            let message = "an association has either Targets or TargetMaps, not both";
            return Err(InvalidTargetMaps::with_message(message).into());
        }
        timing::of(shown)?;
        output::check(shown.output_location.as_ref())
    }
}
