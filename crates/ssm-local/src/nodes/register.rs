//! `RegisterManagedInstance`: a machine becomes a managed node.

use awsjson_wire::Document;

use super::node::{Node, Registration};
use super::public_key;
use crate::identity::Identity;
use crate::model::operation::{RegisterManagedInstanceRequest, RegisterManagedInstanceResponse};
use crate::model::types::{ActivationExpired, InvalidActivation, RegistrationLimitExceeded, Tag};
use crate::protocol::{Call, Error};
use crate::store::Stores;
use crate::tags::{self, Resource};

/// The account and region of the activation that an unsigned request names.
pub(super) fn home(request: &Document, stores: &Stores) -> Option<Identity> {
    let id = request.get("ActivationId")?.as_str()?;
    let mut all = stores.iter();
    all.find(|(_, store)| store.nodes.activations.contains(id)).map(|(identity, _)| identity.clone())
}

/// Registers a machine that has the code of an activation, or, if the request is signed, one that
/// names the role it is to have.
pub(super) fn register_managed_instance(
    call: &mut Call<'_>,
    request: RegisterManagedInstanceRequest,
) -> Result<RegisterManagedInstanceResponse, Error> {
    public_key::parse(&request.public_key)?;
    let admission = match (&request.activation_id, &request.activation_code, request.iam_role) {
        (Some(id), Some(code), _) => by_activation(call, id, code)?,
        (None, None, Some(iam_role)) if call.is_signed => {
            Admission { iam_role, name: None, tags: request.tags.unwrap_or_default() }
        }
        _ => return Err(invalid("a registration has an ActivationId and an ActivationCode")),
    };
    let id = call.ids.resource("mi");
    let new_tags = tags::merged(None, admission.tags);
    let new_tags = new_tags.map_err(|too_many| Error::validation(too_many.to_string()))?;
    if !new_tags.is_empty() {
        call.store.tags.set(Resource::managed_instance(&id), new_tags);
    }
    let registration = Registration {
        activation_id: request.activation_id,
        fingerprint: request.fingerprint,
        public_key: request.public_key,
        needs_new_key: false,
    };
    let mut node = Node::new(id.clone(), Some(registration), call.now);
    node.name = admission.name;
    node.iam_role = Some(admission.iam_role);
    call.store.nodes.by_id.insert(id.clone(), node);
    Ok(RegisterManagedInstanceResponse { instance_id: Some(id) })
}

/// What a new node gets from whatever lets it in.
struct Admission {
    iam_role: String,
    name: Option<String>,
    tags: Vec<Tag>,
}

fn by_activation(call: &mut Call<'_>, id: &str, code: &str) -> Result<Admission, Error> {
    let activation = call.store.nodes.activations.get_mut(id);
    let activation = activation
        .filter(|activation| activation.code == code)
        .ok_or_else(|| invalid("there is no activation of this ActivationId and ActivationCode"))?;
    if activation.is_expired(call.now) {
        let message = format!("the activation {id} expired at {}", activation.expires);
        return Err(ActivationExpired::with_message(message).into());
    }
    if activation.registrations >= activation.registration_limit {
        let limit = activation.registration_limit;
        let message = format!("the activation {id} is used up: it was for {limit} registrations");
        return Err(RegistrationLimitExceeded::with_message(message).into());
    }
    activation.registrations += 1;
    Ok(Admission {
        iam_role: activation.iam_role.clone(),
        name: activation.default_instance_name.clone(),
        tags: activation.tags.clone(),
    })
}

fn invalid(message: &str) -> Error {
    InvalidActivation::with_message(message).into()
}
