//! `AssociateOpsItemRelatedItem` and `DisassociateOpsItemRelatedItem`.

use super::check;
use crate::model::operation::{
    AssociateOpsItemRelatedItemRequest, AssociateOpsItemRelatedItemResponse,
    DisassociateOpsItemRelatedItemRequest, DisassociateOpsItemRelatedItemResponse,
};
use crate::model::types::{
    OpsItemIdentity, OpsItemRelatedItemAlreadyExistsException,
    OpsItemRelatedItemAssociationNotFoundException, OpsItemRelatedItemSummary,
};
use crate::protocol::{Call, Error};

/// How many resources an item may be related to.
const MAXIMUM: usize = 100;

/// The ways in which an item is related to a resource.
const ASSOCIATION_TYPES: [&str; 2] = ["IsParentOf", "RelatesTo"];

/// Says that an item has to do with a resource.
pub(super) fn associate_ops_item_related_item(
    call: &mut Call<'_>,
    request: AssociateOpsItemRelatedItemRequest,
) -> Result<AssociateOpsItemRelatedItemResponse, Error> {
    let item = request.ops_item_id;
    call.store.ops_items.check(&item)?;
    if !ASSOCIATION_TYPES.contains(&request.association_type.as_str()) {
        let types = ASSOCIATION_TYPES.join(", ");
        let message =
            format!("{:?} is no type of an association; types are {types}", request.association_type);
        return Err(check::invalid("AssociationType", message));
    }
    if !request.resource_uri.starts_with("arn:") {
        let message = format!("{:?} is no ARN", request.resource_uri);
        return Err(check::invalid("ResourceUri", message));
    }
    let related = call.store.ops_items.related.iter().filter(|((found, _), _)| *found == item);
    let related: Vec<&OpsItemRelatedItemSummary> = related.map(|(_, related)| related).collect();
    if related.iter().any(|related| related.resource_uri.as_ref() == Some(&request.resource_uri)) {
        let message = Some(format!("{item} is related to {} already", request.resource_uri));
        let resource_uri = Some(request.resource_uri);
        let error =
            OpsItemRelatedItemAlreadyExistsException { message, resource_uri, ops_item_id: Some(item) };
        return Err(error.into());
    }
    if related.len() >= MAXIMUM {
        return Err(check::limit("RelatedItem", MAXIMUM, "resources an OpsItem may be related to"));
    }
    let id = call.ids.uuid();
    let user = Some(OpsItemIdentity { arn: Some(call.identity.user_arn()) });
    let summary = OpsItemRelatedItemSummary {
        ops_item_id: Some(item.clone()),
        association_id: Some(id.clone()),
        resource_type: Some(request.resource_type),
        association_type: Some(request.association_type),
        resource_uri: Some(request.resource_uri),
        created_by: user.clone(),
        created_time: Some(call.now),
        last_modified_by: user,
        last_modified_time: Some(call.now),
    };
    call.store.ops_items.related.insert((item, id.clone()), summary);
    Ok(AssociateOpsItemRelatedItemResponse { association_id: Some(id) })
}

/// Says that an item has nothing to do with a resource any more.
pub(super) fn disassociate_ops_item_related_item(
    call: &mut Call<'_>,
    request: DisassociateOpsItemRelatedItemRequest,
) -> Result<DisassociateOpsItemRelatedItemResponse, Error> {
    let items = &mut call.store.ops_items;
    items.check(&request.ops_item_id)?;
    let place = (request.ops_item_id, request.association_id);
    if items.related.remove(&place).is_none() {
        let message = format!("{} has no association {}", place.0, place.1);
        return Err(OpsItemRelatedItemAssociationNotFoundException::with_message(message).into());
    }
    Ok(DisassociateOpsItemRelatedItemResponse {})
}
