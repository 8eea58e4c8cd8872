//! `DescribeAssociation`.

use crate::model::operation::{DescribeAssociationRequest, DescribeAssociationResponse};
use crate::model::types::InvalidAssociationVersion;
use crate::protocol::{Call, Error};

/// Answers an association in one of its versions, the latest if none is asked for.
pub(super) fn describe_association(
    call: &mut Call<'_>,
    request: DescribeAssociationRequest,
) -> Result<DescribeAssociationResponse, Error> {
    let (id, name, node) = (&request.association_id, &request.name, &request.instance_id);
    let association = call.store.associations.named(id.as_deref(), name.as_deref(), node.as_deref())?;
    let version = association.version(request.association_version.as_deref()).ok_or_else(|| {
        let message = format!("the association {} has no such version", association.id);
        Error::from(InvalidAssociationVersion::with_message(message))
    })?;
    Ok(DescribeAssociationResponse { association_description: Some(association.description(version)) })
}
