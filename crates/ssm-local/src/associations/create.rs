//! `CreateAssociation`.

use super::association::Association;
use super::effective::check_node;
use super::version::Version;
use crate::model::operation::{CreateAssociationRequest, CreateAssociationResponse};
use crate::model::types::{
    AssociationAlreadyExists, AssociationDescription, AssociationLimitExceeded, InvalidTag,
};
use crate::protocol::{Call, Error};
use crate::tags;

/// How many associations an account may have in a region.
const MAXIMUM_ASSOCIATIONS: usize = 2000;

/// Associates a document with a node or with targets.
pub(super) fn create_association(
    call: &mut Call<'_>,
    request: CreateAssociationRequest,
) -> Result<CreateAssociationResponse, Error> {
    Ok(CreateAssociationResponse { association_description: Some(create(call, request)?) })
}

/// Changes nothing if it fails.
pub(super) fn create(
    call: &mut Call<'_>,
    mut request: CreateAssociationRequest,
) -> Result<AssociationDescription, Error> {
    if call.store.associations.by_id.len() >= MAXIMUM_ASSOCIATIONS {
        let message =
            format!("there are {MAXIMUM_ASSOCIATIONS} associations, which is as many as there may be");
        return Err(Error::from(AssociationLimitExceeded {}).explained(message));
    }
    check_subject(call, &request)?;
    let id = call.ids.uuid();
    let version = Version::first(call, &id, &request);
    version.check(call)?;
    let new_tags = request.tags.take().unwrap_or_default();
    let refuse = |message: String| Error::from(InvalidTag::with_message(message));
    tags::check_keys(new_tags.iter().map(|tag| &tag.key)).map_err(|error| refuse(error.reason()))?;
    let new_tags = tags::merged(None, new_tags).map_err(|error| refuse(error.to_string()))?;
    let association = Association::new(id.clone(), request.instance_id, version, call.now);
    let description = association.description(association.latest());
    if !new_tags.is_empty() {
        call.store.tags.set(association.resource(), new_tags);
    }
    call.store.associations.by_id.insert(id, association);
    Ok(description)
}

/// Refuses a node that is not there, or that the document is associated with, and a request that is
/// for nothing or for too much.
fn check_subject(call: &Call<'_>, request: &CreateAssociationRequest) -> Result<(), Error> {
    let has_targets = request.targets.as_ref().is_some_and(|targets| !targets.is_empty());
    let has_others = request.target_maps.is_some() || request.target_locations.is_some();
    let Some(node) = &request.instance_id else {
        if has_targets || has_others || request.automation_target_parameter_name.is_some() {
            return Ok(());
        }
        return Err(Error::validation(
            "an association is for an InstanceId or for Targets; there are neither",
        ));
    };
    if has_targets {
        return Err(Error::validation("an association is for either an InstanceId or Targets, not for both"));
    }
    check_node(call, node)?;
    let is_same = |association: &Association| {
        association.instance_id.as_ref() == Some(node) && association.latest().name() == request.name
    };
    if call.store.associations.by_id.values().any(is_same) {
        let message = format!("the document {:?} is associated with {node} already", request.name);
        return Err(Error::from(AssociationAlreadyExists {}).explained(message));
    }
    Ok(())
}
