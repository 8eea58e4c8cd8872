use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, copy_bidirectional_with_sizes};
use tokio::net::{TcpListener, TcpStream, ToSocketAddrs};
use tokio::task::{AbortHandle, JoinSet};

use super::PortForward;
use crate::SessionError;

/// How much of a connection is copied at once, in each direction.
const COPY_BYTES: usize = 64 << 10;

/// How many connections one listener has at a time; further ones wait to be accepted.
const MAX_CONNECTIONS: usize = 1000;

/// How long a listener rests when the system cannot give it a connection, for want of file handles mostly.
const REST: Duration = Duration::from_millis(100);

/// A local port whose connections are forwarded, by a task in the background. Dropping it ends them.
#[derive(Debug)]
pub struct Listener {
    address: SocketAddr,
    _serving: Serving,
}

impl Listener {
    pub(super) async fn bind(
        forward: PortForward,
        address: impl ToSocketAddrs + ToString,
    ) -> Result<Self, SessionError> {
        let shown = address.to_string();
        let not_listening =
            |source| SessionError::Listen { address: shown.clone(), source: Arc::new(source) };
        let listener = TcpListener::bind(address).await.map_err(not_listening)?;
        let address = listener.local_addr().map_err(not_listening)?;
        Ok(Self { address, _serving: Serving::begin(forward, listener) })
    }

    /// Where it listens.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }
}

/// What gives connections.
pub(super) trait Accept: Send + 'static {
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    /// The next connection. A call that is given up loses none.
    fn accept(&self) -> impl Future<Output = std::io::Result<Self::Stream>> + Send;
}

impl Accept for TcpListener {
    type Stream = TcpStream;

    async fn accept(&self) -> std::io::Result<TcpStream> {
        let (stream, _) = self.accept().await?;
        // Without it small messages only wait longer.
        let _ = stream.set_nodelay(true);
        Ok(stream)
    }
}

/// A task that forwards what a listener accepts, until this is dropped or the session is over.
#[derive(Debug)]
pub(super) struct Serving(AbortHandle);

impl Serving {
    pub(super) fn begin(forward: PortForward, listener: impl Accept) -> Self {
        Self(tokio::spawn(serve(forward, listener)).abort_handle())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn serve<L: Accept>(forward: PortForward, listener: L) {
    let most = if forward.is_multiplexed() { MAX_CONNECTIONS } else { 1 };
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        if connections.len() >= most {
            connections.join_next().await;
        }
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = forward.ended() => return,
        };
        match accepted {
            Ok(stream) => {
                connections.spawn(carry(forward.clone(), stream));
            }
            Err(_) => tokio::time::sleep(REST).await,
        }
    }
}

/// Both sides see the end of a connection that cannot be carried; why is told by the session's events.
async fn carry(forward: PortForward, mut local: impl AsyncRead + AsyncWrite + Unpin) {
    let Ok(mut remote) = forward.connect().await else { return };
    let _ = copy_bidirectional_with_sizes(&mut local, &mut remote, COPY_BYTES, COPY_BYTES).await;
}
