//! TLS by rustls, with the cryptography of ring and the certificates of the system.

use std::sync::Arc;

use rustls::client::WantsClientCert;
use rustls::crypto::{CryptoProvider, ring};
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::BuilderVerifierExt;

use crate::failure::Failure;

/// Trusts what the system trusts. Reads and parses the system's certificates (tens of milliseconds),
/// off the runtime's own threads.
pub(super) async fn trusting_the_system() -> Result<ClientConfig, Failure> {
    let reading = tokio::task::spawn_blocking(|| {
        versions(ring::default_provider()).and_then(|builder| builder.with_platform_verifier())
    });
    match reading.await {
        Ok(Ok(builder)) => Ok(finish(builder)),
        Ok(Err(error)) => Err(Failure::configuration(
            "the system's trusted certificates, needed for https, cannot be read: install them \
             (the package is often named ca-certificates), or name them by SSL_CERT_FILE",
        )
        .caused_by(error)),
        Err(stopped) => Err(Failure::configuration("reading the system's trusted certificates was stopped")
            .caused_by(stopped)),
    }
}

/// Trusts nobody: for connections that do not use TLS, which need not wait for certificates.
pub(super) fn trusting_nobody() -> Result<ClientConfig, Failure> {
    versions(ring::default_provider())
        .map(|builder| finish(builder.with_root_certificates(RootCertStore::empty())))
        .map_err(|error| Failure::configuration("TLS cannot be set up").caused_by(error))
}

fn versions(provider: CryptoProvider) -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, rustls::Error> {
    ClientConfig::builder_with_provider(Arc::new(provider)).with_safe_default_protocol_versions()
}

fn finish(builder: ConfigBuilder<ClientConfig, WantsClientCert>) -> ClientConfig {
    builder.with_no_client_auth()
}
