//! `RequestManagedInstanceRoleToken`: a hybrid node gets the credentials of its role.

use std::time::Duration;

use super::access_key::AccessKey;
use super::collection::unknown;
use crate::model::operation::{
    RequestManagedInstanceRoleTokenRequest, RequestManagedInstanceRoleTokenResponse,
};
use crate::model::types::{InvalidInstanceId, MachineFingerprintDoesNotMatch};
use crate::protocol::{Call, Error};

/// How long credentials last.
const LIFETIME: Duration = Duration::from_secs(60 * 60);

/// Issues an access key to the node that calls, if it is still the machine that was registered.
pub(super) fn request_managed_instance_role_token(
    call: &mut Call<'_>,
    request: RequestManagedInstanceRoleTokenRequest,
) -> Result<RequestManagedInstanceRoleTokenResponse, Error> {
    let id = call.node.ok_or_else(|| {
        InvalidInstanceId::with_message("the request is not signed with the key of a managed node")
    })?;
    let node = call.store.nodes.get(id).ok_or_else(|| unknown(id))?;
    let registration = node.registration.as_ref().ok_or_else(|| unknown(id))?;
    if registration.fingerprint != request.fingerprint {
        let message = format!("{id} was registered by a machine with another fingerprint");
        return Err(MachineFingerprintDoesNotMatch::with_message(message).into());
    }
    let needs_new_key = registration.needs_new_key;
    let expires = call.now + LIFETIME;
    let (key_id, key) = AccessKey::new(call.ids, id, Some(expires));
    let response = RequestManagedInstanceRoleTokenResponse {
        access_key_id: Some(key_id.clone()),
        secret_access_key: Some(key.secret_access_key.clone()),
        session_token: Some(key.session_token.clone()),
        token_expiration_date: Some(expires),
        update_key_pair: Some(needs_new_key),
    };
    call.store.nodes.access_keys.insert(key_id, key);
    Ok(response)
}
