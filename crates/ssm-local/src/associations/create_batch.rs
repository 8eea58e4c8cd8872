//! `CreateAssociationBatch`.

use std::collections::BTreeSet;

use super::create::create;
use crate::model::operation::{
    CreateAssociationBatchRequest, CreateAssociationBatchResponse, CreateAssociationRequest,
};
use crate::model::types::{
    CreateAssociationBatchRequestEntry, DuplicateInstanceId, FailedCreateAssociation, Fault,
};
use crate::protocol::{Call, Error};

/// Makes those associations that can be, and says of the others why not.
pub(super) fn create_association_batch(
    call: &mut Call<'_>,
    request: CreateAssociationBatchRequest,
) -> Result<CreateAssociationBatchResponse, Error> {
    let mut seen = BTreeSet::new();
    let mut nodes = request.entries.iter().filter_map(|entry| entry.instance_id.as_ref());
    if let Some(twice) = nodes.find(|node| !seen.insert(*node)) {
        let message = format!("{twice} is in more than one entry");
        return Err(Error::from(DuplicateInstanceId {}).explained(message));
    }
    let role = request.association_dispatch_assume_role;
    let (mut successful, mut failed) = (Vec::new(), Vec::new());
    for entry in request.entries {
        let mut single = single(entry.clone());
        single.association_dispatch_assume_role.clone_from(&role);
        match create(call, single) {
            Ok(description) => successful.push(description),
            Err(error) => failed.push(FailedCreateAssociation {
                entry: Some(entry),
                message: Some(error.reason()),
                fault: Some(Fault::Client),
            }),
        }
    }
    Ok(CreateAssociationBatchResponse { successful, failed })
}

fn single(entry: CreateAssociationBatchRequestEntry) -> CreateAssociationRequest {
    CreateAssociationRequest {
        name: entry.name,
        document_version: entry.document_version,
        instance_id: entry.instance_id,
        parameters: entry.parameters,
        targets: entry.targets,
        schedule_expression: entry.schedule_expression,
        output_location: entry.output_location,
        association_name: entry.association_name,
        automation_target_parameter_name: entry.automation_target_parameter_name,
        max_errors: entry.max_errors,
        max_concurrency: entry.max_concurrency,
        compliance_severity: entry.compliance_severity,
        sync_compliance: entry.sync_compliance,
        apply_only_at_cron_interval: entry.apply_only_at_cron_interval,
        calendar_names: entry.calendar_names,
        target_locations: entry.target_locations,
        schedule_offset: entry.schedule_offset,
        duration: entry.duration,
        target_maps: entry.target_maps,
        tags: None,
        alarm_configuration: entry.alarm_configuration,
        association_dispatch_assume_role: None,
    }
}
