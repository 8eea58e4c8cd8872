//! `aws:createTags`, for resources of Systems Manager.

use serde_json::json;
use ssm_document::automation::CreateTags;

use super::Outcome;
use crate::automation::calls::{Purpose, Question};
use crate::automation::step::{Activity, Failure};
use crate::automation::text;
use crate::protocol::OwnCall;

/// The types of resources that are not of EC2 ("aws:createTags" in the user guide).
const TYPES: [&str; 3] = ["ManagedInstance", "MaintenanceWindow", "Parameter"];

/// Whether the resources are of a service that is at this endpoint.
pub(super) fn is_possible(inputs: &CreateTags) -> bool {
    inputs.resource_type.as_deref().is_some_and(|kind| TYPES.contains(&kind))
}

pub(super) fn begin(inputs: &CreateTags) -> Result<Outcome, Failure> {
    let [id] = &inputs.resource_ids[..] else {
        return Err(Failure::of_inputs("ResourceIds must name one resource, unless they are of EC2"));
    };
    let body = json!({
        "ResourceType": inputs.resource_type,
        "ResourceId": id,
        "Tags": text::from_document(&inputs.tags),
    });
    let call = OwnCall { operation: "AddTagsToResource".to_owned(), body: body.to_string() };
    let purpose = Purpose::Execute { outputs: Vec::new() };
    Ok(Outcome::Busy(Activity::Asking(Question { call, purpose })))
}
