//! `UpdateAssociation`.

use crate::model::operation::{UpdateAssociationRequest, UpdateAssociationResponse};
use crate::model::types::{AssociationVersionLimitExceeded, InvalidAssociationVersion, InvalidUpdate};
use crate::protocol::{Call, Error};

/// How many versions an association may have.
const MAXIMUM_VERSIONS: u32 = 1000;

/// Adds a version, which has what is given and nothing else but the document and the targets of the
/// one before. It is applied at once unless it waits for its schedule.
pub(super) fn update_association(
    call: &mut Call<'_>,
    request: UpdateAssociationRequest,
) -> Result<UpdateAssociationResponse, Error> {
    let association = call.store.associations.existing(&request.association_id)?;
    let latest = association.latest();
    match association.version(request.association_version.as_deref()) {
        None => {
            let message = format!("the association {} has no such version", association.id);
            return Err(InvalidAssociationVersion::with_message(message).into());
        }
        Some(version) if version.number() != latest.number() => {
            let message =
                format!("version {} is not the latest, and only that can be updated", version.number());
            return Err(InvalidUpdate::with_message(message).into());
        }
        Some(_) => {}
    }
    if association.instance_id.is_some() && request.targets.is_some() {
        let message = "the association was made for a node and can have no Targets";
        return Err(InvalidUpdate::with_message(message).into());
    }
    if latest.number() >= MAXIMUM_VERSIONS {
        let message = format!("an association has at most {MAXIMUM_VERSIONS} versions");
        return Err(AssociationVersionLimitExceeded::with_message(message).into());
    }
    let version = latest.followed(call, request);
    version.check(call)?;
    let mut association = association.clone();
    association.later.push(version);
    association.updated = call.now;
    association.plan(call.now);
    let description = association.description(association.latest());
    call.store.associations.by_id.insert(association.id.clone(), association);
    Ok(UpdateAssociationResponse { association_description: Some(description) })
}
