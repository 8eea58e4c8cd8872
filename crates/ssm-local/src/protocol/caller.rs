//! Who calls, as far as the request says it.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use http::Request;
use time::OffsetDateTime;

use super::Error;
use super::signature::{Authorization, verify};
use super::target::Protocol;
use crate::identity::Identity;

/// The access keys of those who may call.
#[derive(Default)]
pub(crate) struct AccessKeys {
    secret_by_id: BTreeMap<String, String>,
}

impl AccessKeys {
    /// Adds an access key.
    pub(crate) fn add(&mut self, id: String, secret: String) {
        self.secret_by_id.insert(id, secret);
    }

    /// The account and region that a request belongs to: the region is the one that it is signed
    /// for, the account that of its access key, which is an account's number itself if it is 12
    /// digits. What the request does not say is as `default` has it.
    ///
    /// If there are access keys, it must be signed with one of them, for this service, at about this
    /// time; if there are none, any signature or none will do.
    pub(super) fn identify(
        &self,
        request: &Request<Bytes>,
        service: &Protocol,
        default: &Identity,
        now: OffsetDateTime,
    ) -> Result<Identity, Error> {
        let anybody = self.secret_by_id.is_empty();
        let authorization = match Authorization::of(request.headers()) {
            Ok(authorization) => authorization,
            Err(_) if anybody => return Ok(default.clone()),
            Err(error) => return Err(error),
        };
        if !anybody {
            let secret = self.secret_by_id.get(authorization.access_key_id).ok_or_else(unknown_key)?;
            verify(request, &authorization, secret, service.signing_name, now)?;
        }
        let id = authorization.access_key_id;
        let account_id = if Identity::is_account_id(id) { id } else { &default.account_id };
        let region = Some(authorization.region).filter(|region| Identity::is_region(region));
        Ok(Identity {
            account_id: account_id.to_owned(),
            region: region.unwrap_or(&default.region).to_owned(),
        })
    }
}

fn unknown_key() -> Error {
    Error::authentication(
        "UnrecognizedClientException",
        "the access key id or security token of the request is not one that this endpoint knows",
    )
}

impl fmt::Debug for AccessKeys {
    /// Leaves out the secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AccessKeys").field(&self.secret_by_id.len()).finish()
    }
}
