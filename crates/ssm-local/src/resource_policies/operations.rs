//! The operations on resource policies.

use super::collection::hash;
use super::resource;
use crate::model::operation::{
    DeleteResourcePolicyRequest, DeleteResourcePolicyResponse, GetResourcePoliciesRequest,
    GetResourcePoliciesResponse, PutResourcePolicyRequest, PutResourcePolicyResponse,
};
use crate::model::types::{
    GetResourcePoliciesResponseEntry, ResourcePolicyConflictException, ResourcePolicyNotFoundException,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many policies a page has unless the request says it.
const PAGE: usize = 50;

/// Adds a policy to a resource, or replaces the one that the request names.
pub(super) fn put_resource_policy(
    call: &mut Call<'_>,
    request: PutResourcePolicyRequest,
) -> Result<PutResourcePolicyResponse, Error> {
    let arn = request.resource_arn;
    resource::check(call, &arn)?;
    resource::check_policy(call, &arn, &request.policy)?;
    let id = match (request.policy_id, request.policy_hash) {
        (Some(id), Some(known)) => {
            check_known(call, &arn, &id, &known)?;
            id
        }
        (None, None) => {
            if call.store.resource_policies.of(&arn).count() >= resource::MAXIMUM_POLICIES {
                let message =
                    format!("{arn} has a policy already; replace it by its PolicyId and PolicyHash");
                return Err(resource::limit(resource::MAXIMUM_POLICIES, "PolicyCount", message));
            }
            call.ids.uuid()
        }
        (None, Some(_)) => {
            return Err(resource::invalid("PolicyId", "a PolicyHash needs a PolicyId".to_owned()));
        }
        (Some(_), None) => {
            return Err(resource::invalid("PolicyHash", "a PolicyId needs a PolicyHash".to_owned()));
        }
    };
    let policy_hash = Some(hash(&request.policy));
    call.store.resource_policies.by_place.insert((arn, id.clone()), request.policy);
    Ok(PutResourcePolicyResponse { policy_id: Some(id), policy_hash })
}

/// Answers the policies of a resource.
pub(super) fn get_resource_policies(
    call: &mut Call<'_>,
    request: GetResourcePoliciesRequest,
) -> Result<GetResourcePoliciesResponse, Error> {
    resource::check(call, &request.resource_arn)?;
    let found = call.store.resource_policies.of(&request.resource_arn).map(|(id, policy)| {
        let entry = GetResourcePoliciesResponseEntry {
            policy_id: Some(id.clone()),
            policy_hash: Some(hash(policy)),
            policy: Some(policy.clone()),
        };
        (id, entry)
    });
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let list = format!("GetResourcePolicies {}", request.resource_arn);
    let page = call.store.paging.page::<String, _, _>(&list, token, size, found)?;
    Ok(GetResourcePoliciesResponse { next_token: page.next_token, policies: page.items })
}

/// Removes a policy of a resource.
pub(super) fn delete_resource_policy(
    call: &mut Call<'_>,
    request: DeleteResourcePolicyRequest,
) -> Result<DeleteResourcePolicyResponse, Error> {
    let arn = request.resource_arn;
    resource::check(call, &arn)?;
    check_known(call, &arn, &request.policy_id, &request.policy_hash)?;
    call.store.resource_policies.by_place.remove(&(arn, request.policy_id));
    Ok(DeleteResourcePolicyResponse {})
}

/// Refuses a policy that is not there, or that somebody has changed since the client read it.
fn check_known(call: &Call<'_>, arn: &str, id: &str, known: &str) -> Result<(), Error> {
    let policy = call.store.resource_policies.by_place.get(&(arn.to_owned(), id.to_owned()));
    let policy = policy.ok_or_else(|| {
        let message = format!("{arn} has no policy {id}");
        Error::from(ResourcePolicyNotFoundException::with_message(message))
    })?;
    if hash(policy) == known {
        return Ok(());
    }
    let message = format!("the policy {id} has changed; read it again for its hash");
    Err(ResourcePolicyConflictException::with_message(message).into())
}
