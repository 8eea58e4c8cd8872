//! Who calls, as far as the request says it.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use http::Request;
use http::header::HOST;
use time::OffsetDateTime;

use super::Error;
use super::signature::{Authorization, verify, verify_rsa};
use crate::http::OverTls;
use crate::identity::Identity;
use crate::nodes::{Proof, Signer};

/// Who a request is from.
pub(crate) struct Caller {
    pub(crate) identity: Identity,
    /// The id of the node that signed it.
    pub(super) node: Option<String>,
    pub(super) is_signed: bool,
    /// What the request calls the endpoint.
    pub(super) host: String,
    pub(super) is_tls: bool,
}

impl Caller {
    /// The same one, calling the endpoint as the request does.
    pub(crate) fn at(mut self, request: &Request<Bytes>) -> Self {
        let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
        self.host = host.unwrap_or_default().to_owned();
        self.is_tls = request.extensions().get::<OverTls>().is_some();
        self
    }

    /// Somebody who does not say who calls.
    pub(crate) fn unsigned(identity: Identity) -> Self {
        Self { identity, node: None, is_signed: false, host: String::new(), is_tls: false }
    }
}

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
    /// digits. What the request does not say is as `default` has it. A request that a node signed, of
    /// which `signer` knows, belongs where the node does.
    ///
    /// If there are access keys, it must be signed with one of them or by a node, for this service (by the
    /// name that it is signed for), at
    /// about this time; if there are none, any signature or none will do.
    pub(super) fn identify(
        &self,
        request: &Request<Bytes>,
        service: &str,
        default: &Identity,
        now: OffsetDateTime,
        signer: &dyn Fn(&str) -> Result<Option<Signer>, Error>,
    ) -> Result<Caller, Error> {
        let anybody = self.secret_by_id.is_empty();
        let authorization = match Authorization::of(request.headers()) {
            Ok(authorization) => authorization,
            Err(_) if anybody => return Ok(Caller::unsigned(default.clone())),
            Err(error) => return Err(error),
        };
        let id = authorization.access_key_id;
        if !self.secret_by_id.contains_key(id)
            && let Some(signer) = signer(id)?
        {
            if !anybody {
                verify_node(request, &authorization, &signer.proof, service, now)?;
            }
            let (identity, node) = (signer.identity, Some(signer.node));
            return Ok(Caller { node, is_signed: true, ..Caller::unsigned(identity) });
        }
        if !anybody {
            let secret = self.secret_by_id.get(id).ok_or_else(unknown_key)?;
            verify(request, &authorization, secret, service, now)?;
        }
        let account_id = if Identity::is_account_id(id) { id } else { &default.account_id };
        let region = Some(authorization.region).filter(|region| Identity::is_region(region));
        let identity = Identity {
            account_id: account_id.to_owned(),
            region: region.unwrap_or(&default.region).to_owned(),
        };
        Ok(Caller { is_signed: true, ..Caller::unsigned(identity) })
    }
}

fn verify_node(
    request: &Request<Bytes>,
    authorization: &Authorization<'_>,
    proof: &Proof,
    service: &str,
    now: OffsetDateTime,
) -> Result<(), Error> {
    match proof {
        Proof::Secret { secret_access_key, session_token } => {
            let token = request.headers().get("x-amz-security-token");
            if token.is_none_or(|token| token.as_bytes() != session_token.as_bytes()) {
                return Err(Error::unrecognized_client(
                    "the session token is not the one that was issued with the access key",
                ));
            }
            verify(request, authorization, secret_access_key, service, now)
        }
        Proof::PublicKey(key) => verify_rsa(request, authorization, key, service, now),
    }
}

fn unknown_key() -> Error {
    Error::unrecognized_client(
        "the access key id or security token of the request is not one that this endpoint knows",
    )
}

impl fmt::Debug for AccessKeys {
    /// Leaves out the secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AccessKeys").field(&self.secret_by_id.len()).finish()
    }
}
