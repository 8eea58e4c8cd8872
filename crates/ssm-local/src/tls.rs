//! TLS for clients that insist on https and wss: an authority of the endpoint's own, and a certificate.

mod authority;

use std::io;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use tokio_rustls::TlsAcceptor;

use authority::Authority;

/// The names by which clients on this machine reach an endpoint.
const OF_THIS_MACHINE: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// Has an endpoint speak https, and says where its certificate authority is kept: see
/// [`Builder::tls`](crate::Builder::tls).
///
/// The authority is made when it is not there, and stays: a client that was told to trust it does so after
/// restarts too. Its private key is for the owner of the folder alone. The endpoint's own certificate is made
/// anew at each start, for `localhost`, `127.0.0.1`, `::1`, the address that is listened on and the names
/// that are given.
#[derive(Clone, Debug)]
pub struct Tls {
    folder: PathBuf,
    names: Vec<String>,
}

impl Tls {
    /// With the certificate authority of this folder, which is made if it is not there.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), names: Vec::new() }
    }

    /// A further host name or IP address by which clients call the endpoint.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.names.push(name.into());
        self
    }

    /// The file with the authority's certificate, which clients have to trust.
    #[must_use]
    pub fn certificate_authority(&self) -> PathBuf {
        self.folder.join(authority::CERTIFICATE)
    }

    /// What accepts connections at this address.
    pub(crate) async fn accepting(self, address: IpAddr) -> Result<TlsAcceptor, TlsError> {
        let path = self.certificate_authority();
        // Files are read and written.
        let making = tokio::task::spawn_blocking(move || self.acceptor(address));
        let stopped = |error| TlsError::File { path, source: io::Error::other(error) };
        making.await.unwrap_or_else(|error| Err(stopped(error)))
    }

    fn acceptor(&self, address: IpAddr) -> Result<TlsAcceptor, TlsError> {
        let authority = Authority::of(&self.folder)?;
        let mut names: Vec<String> = OF_THIS_MACHINE.map(str::to_owned).into();
        if !address.is_unspecified() {
            names.push(address.to_string());
        }
        names.extend(self.names.iter().cloned());
        names.sort();
        names.dedup();
        let (certificate, key) = authority.certify(names)?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(TlsError::Unusable)?
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .map_err(TlsError::Unusable)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

/// Why an endpoint cannot speak https.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TlsError {
    /// A file of the certificate authority cannot be read or written.
    #[error("the certificate authority's file {} cannot be used", path.display())]
    File {
        /// The file, or the folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The private key is none.
    #[error("{} holds no private key; remove it, and a new certificate authority is made", path.display())]
    Key {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: rcgen::Error,
    },
    /// The certificate is none, or that of another private key.
    #[error("{} is not the certificate of the private key beside it; remove it, and it is made anew", path.display())]
    Certificate {
        /// The file.
        path: PathBuf,
    },
    /// A name can be none of an endpoint.
    #[error("{0:?} can be no name of an endpoint: give a host name in ASCII, or an IP address")]
    Name(String),
    /// A certificate could not be made.
    #[error("a certificate could not be made")]
    Make(#[source] rcgen::Error),
    /// The certificate cannot be served.
    #[error("the certificate cannot be served")]
    Unusable(#[source] rustls::Error),
}
