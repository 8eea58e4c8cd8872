//! TLS by rustls, with the cryptography of AWS-LC or of ring.

use std::error::Error;
use std::sync::Arc;

use rustls::client::WantsClientCert;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{CertificateError, ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::BuilderVerifierExt;
use tokio_rustls::TlsConnector;

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
        match builder().and_then(|builder| builder.with_platform_verifier()) {
            Ok(builder) => Ok(Self::of(builder)),
            Err(error) => Err(Failure::configuration(
                "the system's trusted certificates, needed for https, cannot be read: install them \
                 (the package is often named ca-certificates), or name them by SSL_CERT_FILE",
            )
            .caused_by(error)),
        }
    }

    fn trusting(pem: &[u8]) -> Result<Self, Flaw> {
        let mut certificates = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| Flaw::caused_by("it is not valid PEM", error))?;
            certificates
                .add(certificate)
                .map_err(|error| Flaw::caused_by("a certificate in it is not valid", error))?;
        }
        if certificates.is_empty() {
            return Err(Flaw::EMPTY);
        }
        let builder = builder().map_err(|error| Flaw::caused_by("TLS cannot be set up", error))?;
        Ok(Self::of(builder.with_root_certificates(certificates)))
    }

    fn of(builder: ConfigBuilder<ClientConfig, WantsClientCert>) -> Self {
        let mut config = builder.with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Self(Arc::new(config).into())
    }

    pub(super) async fn connect(&self, io: BoxedIo, host: &str) -> Result<BoxedIo, BoxedError> {
        let name = ServerName::try_from(host)?.to_owned();
        Ok(Box::new(self.0.connect(name, io).await?))
    }
}

fn builder() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, rustls::Error> {
    ClientConfig::builder_with_provider(Arc::new(provider())).with_safe_default_protocol_versions()
}

fn provider() -> CryptoProvider {
    // With its feature fips, rustls leaves out of it what is not approved.
    #[cfg(feature = "aws-lc-rs")]
    return rustls::crypto::aws_lc_rs::default_provider();
    #[cfg(not(feature = "aws-lc-rs"))]
    return rustls::crypto::ring::default_provider();
}

/// What an error of this stack says, if it is one.
pub(in crate::connection) fn reason(error: &(dyn Error + 'static)) -> Option<&'static str> {
    Some(match error.downcast_ref()? {
        rustls::Error::InvalidCertificate(flaw) => match flaw {
            CertificateError::UnknownIssuer => "its certificate was issued by nobody whom this system trusts",
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                "its certificate has expired"
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "its certificate is not valid yet"
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "its certificate is for another host name"
            }
            _ => "its certificate is not valid",
        },
        rustls::Error::InvalidMessage(_) => "what answers there does not speak TLS",
        _ => "the TLS handshake failed",
    })
}
