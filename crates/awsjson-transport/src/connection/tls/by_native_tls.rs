//! TLS by what the system has: OpenSSL, Secure Transport or SChannel.

use std::error::Error;
use std::fmt;

use native_tls::{Certificate, Protocol, TlsConnectorBuilder};
use tokio_native_tls::TlsConnector;

use super::bundle::{self, Flaw};
use super::{BoxedError, BoxedIo};
use crate::failure::Failure;
use crate::settings::Setting;

pub(in crate::connection) struct Stack(TlsConnector);

impl Stack {
    /// Trusts the certificates in a file and no other, or those that the system trusts. Blocks.
    pub(super) fn set_up(ca_bundle: Option<&Setting>) -> Result<Self, Failure> {
        match ca_bundle {
            Some(bundle) => bundle::trusted(bundle, Self::trusting),
            None => Self::trusting_the_system(),
        }
    }

    fn trusting_the_system() -> Result<Self, Failure> {
        Self::of(&builder()).map_err(|error| {
            Failure::configuration("the system's TLS, needed for https, cannot be set up").caused_by(error)
        })
    }

    fn trusting(pem: &[u8]) -> Result<Self, Flaw> {
        let certificates = Certificate::stack_from_pem(pem)
            .map_err(|error| Flaw::caused_by("it is not valid PEM", error))?;
        if certificates.is_empty() {
            return Err(Flaw::EMPTY);
        }
        let mut builder = builder();
        builder.disable_built_in_roots(true);
        for certificate in certificates {
            builder.add_root_certificate(certificate);
        }
        Self::of(&builder).map_err(|error| Flaw::caused_by("TLS cannot be set up", error))
    }

    fn of(builder: &TlsConnectorBuilder) -> native_tls::Result<Self> {
        Ok(Self(builder.build()?.into()))
    }

    pub(super) async fn connect(&self, io: BoxedIo, host: &str) -> Result<BoxedIo, BoxedError> {
        let stream = self.0.connect(host, io).await.map_err(Handshake)?;
        Ok(Box::new(stream))
    }
}

/// The oldest protocol is that of rustls and of the services.
fn builder() -> TlsConnectorBuilder {
    let mut builder = native_tls::TlsConnector::builder();
    builder.min_protocol_version(Some(Protocol::Tlsv12));
    builder
}

/// A handshake failed. Its text says all of it: the library's own sources only repeat it.
#[derive(Debug)]
struct Handshake(native_tls::Error);

impl fmt::Display for Handshake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Handshake {}

/// What an error of this stack says, if it is one. It says so in text alone, and each system in its
/// own; these are OpenSSL's words.
pub(in crate::connection) fn reason(error: &(dyn Error + 'static)) -> Option<&'static str> {
    let text = error.downcast_ref::<Handshake>()?.to_string();
    let known = [
        ("unable to get local issuer", "its certificate was issued by nobody whom this system trusts"),
        ("self-signed certificate", "its certificate was issued by nobody whom this system trusts"),
        ("self signed certificate", "its certificate was issued by nobody whom this system trusts"),
        ("certificate has expired", "its certificate has expired"),
        ("certificate is not yet valid", "its certificate is not valid yet"),
        ("hostname mismatch", "its certificate is for another host name"),
        ("IP address mismatch", "its certificate is for another host name"),
        ("certificate verify failed", "its certificate is not valid"),
        ("wrong version number", "what answers there does not speak TLS"),
        ("packet length too long", "what answers there does not speak TLS"),
    ];
    let reason = known.iter().find(|(part, _)| text.contains(part)).map(|(_, reason)| *reason);
    Some(reason.unwrap_or("the TLS handshake failed"))
}
