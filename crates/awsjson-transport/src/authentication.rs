//! By what calls show who sends them.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use aws_credential_types::Credentials;
use bytes::Bytes;

use crate::credentials::CredentialsSource;
use crate::deadline::Deadline;
use crate::failure::Failure;
use crate::request::signing::{self, Signer, SigningError, SigningScope};

/// Signs calls by something else than a secret access key: a private key, or a device that holds one. See
/// [`TransportBuilder::request_signer`](crate::TransportBuilder::request_signer).
///
/// The request is put into the form that Signature Version 4 signs, and dated, as with credentials, so a
/// wrong clock is corrected likewise. Only the last step is another one: where Signature Version 4 derives
/// a key and computes an HMAC of the string to sign, this trait is asked. The `Authorization` header names
/// the same algorithm, `AWS4-HMAC-SHA256`, whatever the signature is made by.
pub trait RequestSigner: Send + Sync {
    /// Who signs, which stands where there would be the access key id: of a managed node its id.
    fn key_id(&self) -> &str;

    /// The signature of this text as the header has it, for instance in hexadecimal digits or in base64. Is
    /// called for each attempt, on the thread that polls the call, so it must not wait for anything.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from signing. The call fails with
    /// [`ErrorKind::Credentials`](crate::ErrorKind::Credentials), and nothing is sent.
    fn sign(&self, string_to_sign: &str) -> Result<String, Box<dyn Error + Send + Sync>>;
}

/// By what a transport's calls show who sends them.
#[derive(Clone)]
pub(crate) enum Authentication {
    Credentials(CredentialsSource),
    Signer(Arc<dyn RequestSigner>),
    /// By nothing: there is no `Authorization` header.
    Anonymous,
}

/// The same for one attempt.
pub(crate) enum Proof<'a> {
    Credentials(Credentials),
    Signer(&'a dyn RequestSigner),
    Nothing,
}

impl Authentication {
    /// What errors call it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Credentials(source) => source.name(),
            Self::Signer(_) => "the request signer",
            Self::Anonymous => "none, calls are anonymous",
        }
    }

    /// What to sign one attempt with. Credentials may have to be fetched.
    pub(crate) async fn proof(&self, call: Deadline) -> Result<Proof<'_>, Failure> {
        match self {
            Self::Credentials(source) => source.fetch(call).await.map(Proof::Credentials),
            Self::Signer(signer) => Ok(Proof::Signer(signer.as_ref())),
            Self::Anonymous => Ok(Proof::Nothing),
        }
    }

    /// Drops what a service has refused as expired.
    pub(crate) fn forget(&self, refused: &Proof<'_>) {
        if let (Self::Credentials(source), Proof::Credentials(credentials)) = (self, refused) {
            source.forget(credentials);
        }
    }
}

impl Proof<'_> {
    /// Puts the signature into the request, if there is to be one.
    pub(crate) fn sign(
        &self,
        signer: &Signer,
        request: &mut http::Request<Bytes>,
        scope: &SigningScope<'_>,
    ) -> Result<(), SigningError> {
        match self {
            Self::Credentials(credentials) => signer.sign(request, credentials, scope),
            Self::Signer(own) => signing::sign_by(*own, request, scope),
            Self::Nothing => Ok(()),
        }
    }
}

impl fmt::Debug for Authentication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
