//! Asking a proxy for a connection to somewhere else.

use std::error::Error;
use std::fmt;
use std::future::{Ready, ready};
use std::io;
use std::net::SocketAddr;
use std::task::{Context, Poll};

use http::Uri;
use hyper_util::client::legacy::connect::proxy::{SocksV5, Tunnel};
use hyper_util::rt::TokioIo;
use tower_service::Service;

use super::connector::BoxedError;
use super::resolver::resolve;
use super::stream::BoxedIo;
use crate::settings::{Protocol, Proxy};
use crate::uri::{Host, host, port};

/// Asks the proxy at the other side of a connection for one to the host of a URI.
pub(super) async fn through(proxy: &Proxy, io: BoxedIo, target: &Uri) -> Result<BoxedIo, BoxedError> {
    let connected = Connected(Some(io));
    let target = with_port(target)?;
    let io = match proxy.protocol() {
        Protocol::Http => tunnel(proxy, connected, target).await?,
        Protocol::Socks5 => socks(proxy, connected, by_address(target).await?).await?,
        Protocol::Socks5h => socks(proxy, connected, target).await?,
    };
    Ok(io)
}

async fn tunnel(proxy: &Proxy, connected: Connected, target: Uri) -> Result<BoxedIo, Refused> {
    let mut tunnel = Tunnel::new(proxy.uri().clone(), connected);
    if let Some(login) = proxy.login() {
        tunnel = tunnel.with_auth(login.basic.clone());
    }
    tunnel.call(target).await.map(|io| io.into_inner()).map_err(|error| Refused::new(proxy, error))
}

async fn socks(proxy: &Proxy, connected: Connected, target: Uri) -> Result<BoxedIo, Refused> {
    let mut socks = SocksV5::new(proxy.uri().clone(), connected);
    if let Some(login) = proxy.login() {
        let host = target.host().unwrap_or_default();
        if login.user.len() + login.password.len() + host.len() > MAX_SOCKS_TEXT {
            return Err(Refused::new(proxy, TooLong));
        }
        socks = socks.with_auth(login.user.clone(), login.password.clone());
    }
    socks.call(target).await.map(|io| io.into_inner()).map_err(|error| Refused::new(proxy, error))
}

/// How much text the library's buffer holds besides the bytes between it.
const MAX_SOCKS_TEXT: usize = 249;

/// The libraries' own choice of a port is that of https.
fn with_port(target: &Uri) -> Result<Uri, BoxedError> {
    let host = target.host().unwrap_or_default();
    Ok(format!("http://{host}:{}/", port(target)).parse::<Uri>()?)
}

/// The library would resolve names too, but on the runtime's own threads.
async fn by_address(target: Uri) -> Result<Uri, BoxedError> {
    match host(&target) {
        Some(Host::Name(name)) => {
            let addresses = resolve(name, port(&target)).await?;
            // Most of such proxies have no way to IPv6.
            let best = addresses.iter().find(|address| address.is_ipv4()).or(addresses.first());
            Ok(match best {
                Some(address) => at(address)?,
                None => target,
            })
        }
        _ => Ok(target),
    }
}

fn at(address: &SocketAddr) -> Result<Uri, BoxedError> {
    Ok(format!("http://{address}/").parse::<Uri>()?)
}

/// A connection that is there already, in the form of a connector, as the handshakes want it.
struct Connected(Option<BoxedIo>);

impl Service<Uri> for Connected {
    type Response = TokioIo<BoxedIo>;
    type Error = io::Error;
    type Future = Ready<io::Result<Self::Response>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Uri) -> Self::Future {
        // There is one, so it can be had once.
        ready(self.0.take().map(TokioIo::new).ok_or(io::ErrorKind::NotConnected.into()))
    }
}

/// User name, password and host name exceed [`MAX_SOCKS_TEXT`].
#[derive(Debug)]
struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "with the host name they must not exceed {MAX_SOCKS_TEXT} bytes")
    }
}

impl Error for TooLong {}

/// The proxy made no connection.
#[derive(Debug)]
pub(super) struct Refused {
    error: BoxedError,
    with_login: bool,
}

impl Refused {
    fn new(proxy: &Proxy, error: impl Error + Send + Sync + 'static) -> Self {
        Self { error: error.into(), with_login: proxy.login().is_some() }
    }

    /// Why, to be read before "through the proxy". The library's errors have no public types, so their
    /// texts must do.
    pub(super) fn reason(&self) -> String {
        if self.error.is::<TooLong>() {
            return "the user name and password are too long to get".to_owned();
        }
        let text = self.error.to_string();
        let said = text.split_once("error: ").map_or(text.as_str(), |(_, said)| said);
        let reason = match (said, self.with_login) {
            ("proxy authorization required" | "server does not support user/pass authentication", false) => {
                "a user name and password are needed to get"
            }
            ("proxy authorization required" | "credentials not accepted", true) => {
                "the user name and password do not get"
            }
            ("unsuccessful", _) => "no tunnel came about",
            (said, _) => said,
        };
        reason.to_owned()
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the proxy made no connection")
    }
}

impl Error for Refused {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.error)
    }
}
