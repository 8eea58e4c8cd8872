//! `DescribeEffectiveInstanceAssociations`.

use super::association::Association;
use super::collection::of_node;
use super::document;
use crate::model::operation::{
    DescribeEffectiveInstanceAssociationsRequest, DescribeEffectiveInstanceAssociationsResponse,
};
use crate::model::types::{InstanceAssociation, InvalidInstanceId};
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers the associations that apply to a node, with the contents of their documents.
pub(super) fn describe_effective_instance_associations(
    call: &mut Call<'_>,
    request: DescribeEffectiveInstanceAssociationsRequest,
) -> Result<DescribeEffectiveInstanceAssociationsResponse, Error> {
    check_node(call, &request.instance_id)?;
    let shown = |association: &Association| InstanceAssociation {
        association_id: Some(association.id.clone()),
        instance_id: Some(request.instance_id.clone()),
        content: content(call, association),
        association_version: association.latest().shown.association_version.clone(),
    };
    let associations = of_node(call, &request.instance_id);
    let page = call.store.paging.page::<String, _, _>(
        "associations that apply to a node",
        request.next_token.as_deref(),
        paging::size(request.max_results, 5),
        associations.map(|association| (&association.id, shown(association))),
    )?;
    Ok(DescribeEffectiveInstanceAssociationsResponse {
        associations: page.items,
        next_token: page.next_token,
    })
}

/// None if the document was deleted.
fn content(call: &Call<'_>, association: &Association) -> Option<String> {
    let version = &association.latest().shown;
    document::content(call, association.latest().name(), version.document_version.as_deref()).ok()
}

/// Refuses a node that is not managed.
pub(super) fn check_node(call: &Call<'_>, id: &str) -> Result<(), Error> {
    match call.store.nodes.get(id) {
        Some(_) => Ok(()),
        None => {
            let message = format!("{id} is no managed node of this account and region");
            Err(InvalidInstanceId::with_message(message).into())
        }
    }
}
