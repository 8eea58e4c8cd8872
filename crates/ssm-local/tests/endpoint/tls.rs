//! https, as clients that insist on it see it.

use std::io::{BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use http::StatusCode;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use ssm_local::{LocalSsm, StartError, Tls, TlsError};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::support::{Connection, request, send};

/// A folder that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("tls-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        Self(folder)
    }

    fn authority(&self) -> PathBuf {
        self.0.join("ca.pem")
    }

    async fn endpoint(&self) -> LocalSsm {
        LocalSsm::builder().tls(Tls::new(&self.0)).start().await.unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Connects by TLS, trusting this authority alone, or none.
async fn connect(port: u16, name: &str, authority: Option<&Path>) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    if let Some(file) = authority {
        roots.add(CertificateDer::from_pem_file(file).unwrap()).unwrap();
    }
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, stream).await
}

async fn status(stream: TlsStream<TcpStream>) -> StatusCode {
    let mut connection = Connection::over(stream).await;
    connection.send(request("DescribeParameters", "{}")).await.status
}

#[tokio::test]
async fn https_and_http_are_spoken_on_one_port() {
    let folder = Folder::new("one-port");
    let ssm = folder.endpoint().await;
    assert_eq!(ssm.certificate_authority(), Some(folder.authority()));
    let url = format!("https://127.0.0.1:{}", ssm.port());
    assert_eq!(ssm.https_url(), Some(url));
    for name in ["localhost", "127.0.0.1", "::1"] {
        let stream = connect(ssm.port(), name, Some(&folder.authority())).await.unwrap();
        assert_eq!(status(stream).await, StatusCode::OK, "{name}");
    }
    assert_eq!(send(ssm.port(), request("DescribeParameters", "{}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_client_that_does_not_trust_the_authority_or_asks_for_another_name_is_not_served() {
    let folder = Folder::new("distrust");
    let ssm = folder.endpoint().await;
    for (name, authority) in [("localhost", None), ("elsewhere.test", Some(folder.authority()))] {
        let refused = connect(ssm.port(), name, authority.as_deref()).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::InvalidData, "{name}: {refused}");
        assert!(refused.to_string().contains("certificate"), "{name}: {refused}");
    }
}

#[tokio::test]
async fn the_authority_stays_the_same_and_the_names_are_those_that_are_given_now() {
    let folder = Folder::new("restart");
    folder.endpoint().await.shutdown().await;
    let trusted_before = std::fs::read_to_string(folder.authority()).unwrap();
    let tls = Tls::new(&folder.0).name("ssm.eu-central-1.amazonaws.com").name("192.0.2.7");
    let ssm = LocalSsm::builder().tls(tls).start().await.unwrap();
    assert_eq!(std::fs::read_to_string(folder.authority()).unwrap(), trusted_before);
    for name in ["ssm.eu-central-1.amazonaws.com", "192.0.2.7", "localhost"] {
        let stream = connect(ssm.port(), name, Some(&folder.authority())).await.unwrap();
        assert_eq!(status(stream).await, StatusCode::OK, "{name}");
    }
}

#[tokio::test]
async fn endpoints_that_start_at_the_same_time_share_an_authority() {
    let folder = Folder::new("together");
    let mut starting = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let tls = Tls::new(&folder.0);
        starting.spawn(async move { LocalSsm::builder().tls(tls).start().await.unwrap() });
    }
    for ssm in starting.join_all().await {
        let stream = connect(ssm.port(), "localhost", Some(&folder.authority())).await.unwrap();
        assert_eq!(status(stream).await, StatusCode::OK);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_private_key_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("permissions");
    folder.endpoint().await.shutdown().await;
    let mode = |file: PathBuf| std::fs::metadata(file).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder.0.join("ca-key.pem")), 0o600);
    assert_eq!(mode(folder.0.clone()), 0o700);
}

#[tokio::test]
async fn an_authority_that_cannot_be_is_explained_and_left_alone() {
    let folder = Folder::new("broken");
    let start = async || LocalSsm::builder().tls(Tls::new(&folder.0)).start().await.map(drop);
    start().await.unwrap();
    // The certificate of another authority.
    let other = Folder::new("broken-other");
    other.endpoint().await.shutdown().await;
    for text in [std::fs::read_to_string(other.authority()).unwrap(), "no certificate".to_owned()] {
        std::fs::write(folder.authority(), &text).unwrap();
        let error = start().await.unwrap_err();
        assert!(matches!(error, StartError::Tls(TlsError::Certificate { .. })), "{error}");
        assert!(error.to_string().contains("ca.pem is not the certificate"), "{error}");
        assert_eq!(std::fs::read_to_string(folder.authority()).unwrap(), text);
    }
    // As the message says.
    std::fs::remove_file(folder.authority()).unwrap();
    start().await.unwrap();
    std::fs::write(folder.0.join("ca-key.pem"), "no key").unwrap();
    let error = start().await.unwrap_err();
    assert!(matches!(error, StartError::Tls(TlsError::Key { .. })), "{error}");
    let tls = Tls::new(&other.0).name("no name");
    let error = LocalSsm::builder().tls(tls).start().await.map(drop).unwrap_err();
    assert!(matches!(&error, StartError::Tls(TlsError::Name(name)) if name == "no name"), "{error}");
    let error = LocalSsm::builder().tls(Tls::new("/dev/null/tls")).start().await.map(drop).unwrap_err();
    assert!(matches!(error, StartError::Tls(TlsError::File { .. })), "{error}");
}

#[tokio::test]
async fn a_client_that_begins_nothing_does_not_keep_the_endpoint_from_stopping() {
    let folder = Folder::new("silent");
    let ssm = folder.endpoint().await;
    let _silent = TcpStream::connect(("127.0.0.1", ssm.port())).await.unwrap();
    let stream = connect(ssm.port(), "localhost", Some(&folder.authority())).await.unwrap();
    assert_eq!(status(stream).await, StatusCode::OK);
    ssm.shutdown().await;
}

#[cfg(unix)]
#[tokio::test]
async fn the_program_says_what_clients_have_to_trust() {
    let home = Folder::new("home");
    let mut child = Command::new(env!("CARGO_BIN_EXE_ssm-local"))
        .args(["--tls", "--tls-name", "ssm.test"])
        .env("HOME", &home.0)
        .env_remove("XDG_DATA_HOME")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim_end().rsplit_once(':').unwrap().1.parse().unwrap();
    let expected = format!("ssm-local listens on http://127.0.0.1:{port} and https://127.0.0.1:{port}\n");
    assert_eq!(line, expected);
    let authority = home.0.join(".local/share/ssm-local/tls/ca.pem");
    let stream = connect(port, "ssm.test", Some(&authority)).await.unwrap();
    assert_eq!(status(stream).await, StatusCode::OK);
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    let told = String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap();
    for variable in ["AWS_CA_BUNDLE", "SSL_CERT_FILE"] {
        assert!(told.contains(&format!("export {variable}={}", authority.display())), "{told}");
    }
}
