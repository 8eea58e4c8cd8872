//! Servers and proxies that speak TLS, as `localhost` and as every name below `example.invalid`.

#![cfg(any(feature = "ring", feature = "aws-lc-rs", feature = "native-tls"))]

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// The tests' own authority, in place of the system's.
pub const AUTHORITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shared/certificates/authority.pem");

fn acceptor() -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("certificates/server.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("certificates/server.key")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    Arc::new(config).into()
}

async fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Serves https until the test's runtime ends. What `answer` makes of a request, head and body, is
/// the body of its answer.
pub async fn serve_https(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> SocketAddr {
    let (listener, address) = listener().await;
    let (acceptor, answer) = (acceptor(), Arc::new(answer));
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let (acceptor, answer) = (acceptor.clone(), answer.clone());
            tokio::spawn(async move {
                // A client that does not trust this server hangs up.
                let mut stream = acceptor.accept(stream).await.ok()?;
                while let Some(request) = read_request(&mut stream).await {
                    let body = answer(&request);
                    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
                    stream.write_all((head + &body).as_bytes()).await.ok()?;
                    stream.flush().await.ok()?;
                }
                Some(())
            });
        }
    });
    address
}

/// A proxy that makes tunnels.
pub struct TunnelProxy {
    pub address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
}

impl TunnelProxy {
    /// Leads every tunnel to one server, whatever host is asked for. It may itself be spoken to by TLS.
    pub async fn to(server: SocketAddr, over_tls: bool) -> Self {
        let acceptor = over_tls.then(acceptor);
        let (listener, address) = listener().await;
        let heads = Arc::new(Mutex::new(Vec::new()));
        let seen = heads.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (acceptor, seen) = (acceptor.clone(), seen.clone());
                tokio::spawn(async move {
                    match acceptor {
                        Some(acceptor) => tunnel(acceptor.accept(stream).await.ok()?, server, seen).await,
                        None => tunnel(stream, server, seen).await,
                    }
                });
            }
        });
        Self { address, heads }
    }

    /// What it was asked, in the order of asking.
    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

async fn tunnel(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    server: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
) -> Option<()> {
    let head = read_request(&mut stream).await?;
    seen.lock().unwrap().push(head);
    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.ok()?;
    let mut upstream = TcpStream::connect(server).await.ok()?;
    copy_bidirectional(&mut stream, &mut upstream).await.ok()?;
    Some(())
}

/// Head and body of one request; `None` at the end of the connection.
async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut received = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&received);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return Some(text.into_owned());
            }
        }
        if stream.read_buf(&mut received).await.ok()? == 0 {
            return None;
        }
    }
}
