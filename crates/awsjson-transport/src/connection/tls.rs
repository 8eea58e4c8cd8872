//! TLS by rustls, with the cryptography of ring and the certificates of the system.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use rustls::client::WantsClientCert;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::BuilderVerifierExt;

use crate::failure::Failure;
use crate::settings::Setting;

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

/// The most that is read of a file of certificates: 16 MiB, a hundred times the public ones.
const MAX_BUNDLE_BYTES: u64 = 16 << 20;

/// Trusts the certificates in a PEM file and no other. Reads it off the runtime's own threads.
pub(super) async fn trusting_bundle(bundle: Setting) -> Result<ClientConfig, Failure> {
    let reading = tokio::task::spawn_blocking(move || {
        let certificates = read_bundle(&bundle)?;
        versions(ring::default_provider())
            .map(|builder| finish(builder.with_root_certificates(certificates)))
            .map_err(|error| Failure::configuration("TLS cannot be set up").caused_by(error))
    });
    match reading.await {
        Ok(config) => config,
        Err(stopped) => {
            Err(Failure::configuration("reading the certificates to trust was stopped").caused_by(stopped))
        }
    }
}

fn read_bundle(bundle: &Setting) -> Result<RootCertStore, Failure> {
    let refuse = |why: &str| {
        Failure::configuration(format!(
            "the certificates to trust, {} ({}), cannot be used: {why}",
            bundle.value, bundle.origin
        ))
    };
    let mut pem = Vec::new();
    File::open(&bundle.value)
        .and_then(|file| file.take(MAX_BUNDLE_BYTES + 1).read_to_end(&mut pem))
        .map_err(|error| refuse("the file cannot be read").caused_by(error))?;
    if pem.len() as u64 > MAX_BUNDLE_BYTES {
        return Err(refuse(&format!("the file is longer than {MAX_BUNDLE_BYTES} bytes")));
    }
    let mut certificates = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&pem) {
        let certificate = certificate.map_err(|error| refuse("it is not valid PEM").caused_by(error))?;
        certificates
            .add(certificate)
            .map_err(|error| refuse("a certificate in it is not valid").caused_by(error))?;
    }
    if certificates.is_empty() {
        return Err(refuse("no certificate in PEM form is in it"));
    }
    Ok(certificates)
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
