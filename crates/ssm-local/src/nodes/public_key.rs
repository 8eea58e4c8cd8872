//! The keys that hybrid nodes sign with, and `UpdateManagedInstancePublicKey`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use spki::SubjectPublicKeyInfoRef;
use spki::der::asn1::ObjectIdentifier;

use super::collection::unknown;
use crate::model::operation::{
    UpdateManagedInstancePublicKeyRequest, UpdateManagedInstancePublicKeyResponse,
};
use crate::model::types::{InvalidInstanceId, InvalidPublicKey, PublicKeyAlreadyRegistered};
use crate::protocol::{Call, Error};

/// The object identifier of RSA keys, `rsaEncryption` of RFC 8017.
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// The RSA key in the text that a node registers: base64 of the DER of a `SubjectPublicKeyInfo`, of
/// which the DER of the `RSAPublicKey` is given.
pub(super) fn parse(text: &str) -> Result<Vec<u8>, Error> {
    let invalid = |what: &str| {
        let form = "an RSA key is the base64 of the DER of its SubjectPublicKeyInfo";
        Error::from(InvalidPublicKey::with_message(format!("the public key {what}; {form}")))
    };
    let der = STANDARD.decode(text).map_err(|_| invalid("is no base64"))?;
    let info = SubjectPublicKeyInfoRef::try_from(der.as_slice())
        .map_err(|_| invalid("is no SubjectPublicKeyInfo"))?;
    if info.algorithm.oid != RSA {
        return Err(invalid("is not for RSA"));
    }
    let key = info.subject_public_key.as_bytes().ok_or_else(|| invalid("has a broken bit string"))?;
    Ok(key.to_vec())
}

/// Has a node be asked for another key, and says whether it is one that has a key.
pub(crate) fn ask_for_new_key(call: &mut Call<'_>, instance_id: &str) -> bool {
    let node = call.store.nodes.by_id.get_mut(instance_id);
    let Some(registration) = node.and_then(|node| node.registration.as_mut()) else { return false };
    registration.needs_new_key = true;
    true
}

/// Replaces the key of the node that calls.
pub(super) fn update_managed_instance_public_key(
    call: &mut Call<'_>,
    request: UpdateManagedInstancePublicKeyRequest,
) -> Result<UpdateManagedInstancePublicKeyResponse, Error> {
    parse(&request.new_public_key)?;
    let id = call.node.ok_or_else(|| {
        InvalidInstanceId::with_message("the request is not signed with the key of a managed node")
    })?;
    let node = call.store.nodes.existing(id)?;
    let registration = node.registration.as_mut().ok_or_else(|| unknown(id))?;
    if registration.public_key == request.new_public_key {
        let message = format!("{id} has this public key already");
        return Err(PublicKeyAlreadyRegistered::with_message(message).into());
    }
    registration.public_key = request.new_public_key;
    registration.needs_new_key = false;
    Ok(UpdateManagedInstancePublicKeyResponse {})
}
