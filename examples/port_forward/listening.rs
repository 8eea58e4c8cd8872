//! Where this program listens: a port, or a Unix socket.

use std::fmt;

use ssm_examples::Stop;
use ssm_session::PortForward;
use ssm_session::port_forward::Listener;
#[cfg(unix)]
use ssm_session::port_forward::UnixListener;

/// Where to listen.
pub enum Place {
    Address(String),
    Socket(String),
}

/// It ends with this.
pub enum Listening {
    Port(Listener),
    #[cfg(unix)]
    Socket(UnixListener),
}

impl Listening {
    pub async fn begin(forward: &PortForward, place: &Place) -> Result<Self, Stop> {
        let listening = match place {
            Place::Address(address) => forward.bind(address.as_str()).await.map(Self::Port),
            #[cfg(unix)]
            Place::Socket(path) => forward.bind_unix(path).await.map(Self::Socket),
            #[cfg(not(unix))]
            Place::Socket(_) => return Err(Stop::Usage("there are no Unix sockets here".to_owned())),
        };
        listening.map_err(|error| Stop::failure(&error))
    }
}

/// What to connect to.
impl fmt::Display for Listening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Port(listener) => listener.local_addr().fmt(f),
            #[cfg(unix)]
            Self::Socket(listener) => listener.path().display().fmt(f),
        }
    }
}
