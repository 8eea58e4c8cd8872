//! Connections to a port of a node, or to a host that the node reaches.

mod connection;
mod listener;
#[cfg(unix)]
mod unix_listener;

use std::io;
#[cfg(unix)]
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ssm_client::Client;
use tokio::net::ToSocketAddrs;

pub use connection::Connection;
pub use listener::Listener;
#[cfg(unix)]
pub use unix_listener::UnixListener;

use crate::SessionError;
use crate::channel::{Channel, now};
use crate::event::Events;
use crate::protocol::handshake::{LOCAL_PORT_FORWARDING, PortProperties, SessionType};
use crate::protocol::smux::{Mux, MuxLimits};
use crate::protocol::{Role, Version};
use crate::start::{Start, kind::sealed};

/// A way to a port of a node, or to a port of a host that the node reaches.
///
/// [`connect`](Self::connect) gives a connection within this process, for database drivers, HTTP clients and
/// others that take a stream; [`bind`](Self::bind) listens on a local port for those that do not, and `bind_unix`
/// on a Unix socket. The session carries up to 1024 connections at a time. What comes is held back at the node
/// while nobody reads it, for all connections together: one that is never read holds up the others once 4 MiB
/// wait for it.
///
/// A connection can end in one direction first (`shutdown`), as far as the agent follows: `ssm-node` does, while
/// the agent of AWS ends both directions then, and what the other side still had to say is lost.
///
/// Agents up to version 3.0.196.0 carry one connection at a time, and do not tell when the other side ends it.
///
/// The session lives until the `PortForward`, its listeners and its connections are dropped.
///
/// ```no_run
/// use ssm_session::PortForward;
///
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let client = ssm_client::Client::from_env().await?;
/// let target = "mi-0123456789abcdef0";
/// let forward = PortForward::to_remote_host(&client, target, "db.internal", 5432).start().await?;
/// let listener = forward.bind("127.0.0.1:0").await?;
/// println!("psql -h 127.0.0.1 -p {}", listener.local_addr().port());
/// let connection = forward.connect().await?; // or without a port, as AsyncRead + AsyncWrite
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct PortForward {
    channel: Channel,
    /// Of agents that carry one connection at a time: whether there is one.
    busy: Option<Arc<AtomicBool>>,
}

impl PortForward {
    /// A way to a port of the node itself (`AWS-StartPortForwardingSession`).
    pub fn to_port(client: &Client, target: impl Into<String>, port: u16) -> Start<Self> {
        Start::new(client, target, Some("AWS-StartPortForwardingSession"))
            .parameter("portNumber", port.to_string())
    }

    /// A way to a port of a host that the node reaches (`AWS-StartPortForwardingSessionToRemoteHost`). The node
    /// looks the name up.
    pub fn to_remote_host(
        client: &Client,
        target: impl Into<String>,
        host: impl Into<String>,
        port: u16,
    ) -> Start<Self> {
        Start::new(client, target, Some("AWS-StartPortForwardingSessionToRemoteHost"))
            .parameter("host", host)
            .parameter("portNumber", port.to_string())
    }

    /// The session's id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.channel.session_id()
    }

    /// The agent's version.
    #[must_use]
    pub fn agent_version(&self) -> Option<Version> {
        self.channel.shared().lock().engine.agent_version()
    }

    /// What happens from now on. That the node could not connect to its destination is told here as well.
    #[must_use]
    pub fn events(&self) -> Events {
        self.channel.events()
    }

    /// Whether the agent carries many connections at a time.
    #[must_use]
    pub fn is_multiplexed(&self) -> bool {
        self.busy.is_none()
    }

    /// A connection. It can be written at once; that the node cannot connect shows as its end, and as
    /// [`Event::ConnectionRefused`](crate::Event::ConnectionRefused).
    ///
    /// # Errors
    ///
    /// The session is over; there are as many connections as may be.
    pub async fn connect(&self) -> io::Result<Connection> {
        if let Some(busy) = &self.busy {
            if busy.swap(true, Ordering::AcqRel) {
                let problem = "the node's agent carries one connection at a time, and there is one";
                return Err(io::Error::new(io::ErrorKind::ResourceBusy, problem));
            }
            return Connection::alone(self.channel.clone(), busy.clone()).await;
        }
        Connection::among_others(self.channel.clone())
    }

    /// Listens on a local address, `127.0.0.1:0` for any free port, and forwards what connects there.
    ///
    /// # Errors
    ///
    /// [`SessionError::Listen`].
    pub async fn bind(&self, address: impl ToSocketAddrs + ToString) -> Result<Listener, SessionError> {
        Listener::bind(self.clone(), address).await
    }

    /// Listens on a Unix socket, and forwards what connects there. Only the user that this process runs as may
    /// connect: the file's mode is 0600 before the first connection can be made.
    ///
    /// A socket that is there already, and that nobody listens on, is what a killed process left behind: it is
    /// replaced. A socket that somebody listens on, and a file that is none, stay, and are errors. The path has
    /// about 100 bytes at most, which is the system's limit. The file goes with the listener.
    ///
    /// # Errors
    ///
    /// [`SessionError::Listen`].
    #[cfg(unix)]
    pub async fn bind_unix(&self, path: impl AsRef<Path>) -> Result<UnixListener, SessionError> {
        UnixListener::bind(self.clone(), path.as_ref()).await
    }

    /// Waits until the session is over, and gives what the service said then, which often is nothing.
    ///
    /// # Errors
    ///
    /// Why the session could not go on.
    pub async fn ended(&self) -> Result<String, SessionError> {
        self.channel.ended().await
    }

    /// Ends the session with all its connections, and waits for it.
    ///
    /// # Errors
    ///
    /// The service did not; or the session could not go on before.
    pub async fn terminate(self) -> Result<(), SessionError> {
        self.channel.terminate().await
    }
}

impl sealed::Kind for PortForward {
    const HANDSHAKE: bool = true;

    fn of(channel: Channel) -> Result<Self, SessionError> {
        let busy = {
            let mut state = channel.shared().lock();
            match state.engine.session_type() {
                Some(SessionType::Port) => {}
                other => {
                    let name = other.map_or("Standard_Stream", SessionType::as_str);
                    return Err(SessionError::Type(name.to_owned()));
                }
            }
            let version = state.engine.agent_version();
            let properties = PortProperties::from_value(state.engine.properties());
            if properties.kind == LOCAL_PORT_FORWARDING && version > Some(Version::MULTIPLEXED_PORT) {
                let mux = Mux::new(Role::Client, MuxLimits::default());
                let silent = version > Some(Version::WITHOUT_KEEP_ALIVE);
                state.mux = Some(if silent { mux } else { mux.with_keep_alive(now()) });
                state.wakers.wake_driver();
                None
            } else {
                Some(Arc::new(AtomicBool::new(false)))
            }
        };
        Ok(Self { channel, busy })
    }
}
