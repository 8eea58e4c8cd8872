use std::io;
use std::sync::Arc;
use std::time::Duration;

use ssm_client::Failure;

use crate::protocol::client::EngineError;
use crate::protocol::smux::MuxError;

/// Something that failed, with the reason as its source.
pub type Cause = Arc<dyn std::error::Error + Send + Sync>;

/// Why a session did not come about, or cannot go on. Tokens and keys are in none of them.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// StartSession failed.
    #[error("the session on {target} could not be started")]
    Start {
        /// The node.
        target: String,
        /// Why.
        source: Arc<Failure>,
    },
    /// An answer of the service lacks what it needs.
    #[error("the service's answer has no {0}")]
    Incomplete(&'static str),
    /// The data channel's URL cannot be used.
    #[error("the data channel's URL cannot be used: {0}")]
    Url(&'static str),
    /// The request for the data channel could not be signed.
    #[error("the request for a data channel at {endpoint} could not be signed")]
    Sign {
        /// Where the channel was to be.
        endpoint: String,
        /// Why.
        source: Arc<Failure>,
    },
    /// No connection came about.
    #[error("no connection to the data channel at {endpoint} came about")]
    Connect {
        /// Where the channel was to be.
        endpoint: String,
        /// Why.
        source: Arc<Failure>,
    },
    /// The service did not open a data channel.
    #[error("the data channel at {endpoint} was not opened{}", status.map_or(String::new(), |status| format!(": HTTP {status}")))]
    Upgrade {
        /// Where the channel was to be.
        endpoint: String,
        /// The status of the answer, if one came.
        status: Option<u16>,
        /// Why.
        source: Cause,
    },
    /// The socket was lost.
    #[error("the data channel was lost")]
    Lost(#[source] Cause),
    /// The socket was closed by the other side.
    #[error("the service closed the data channel")]
    ClosedSocket,
    /// Nothing came from the service for so long that the socket is taken for lost.
    #[error("nothing came over the data channel for {} s", .0.as_secs())]
    Silent(Duration),
    /// The lost socket could not be replaced.
    #[error("the data channel was lost, and {attempts} attempts to open another one failed")]
    NotResumed {
        /// How many there were.
        attempts: u32,
        /// Why the last one failed.
        source: Box<SessionError>,
    },
    /// ResumeSession failed.
    #[error("the session could not be resumed")]
    Resume(#[source] Arc<Failure>),
    /// The service knows the session no more.
    #[error("the session timed out on the service's side, so its lost data channel cannot be replaced")]
    TimedOut,
    /// The agent did not say in time that it is ready.
    #[error("the agent was not ready within {} s: is it running, and does it know the session's document?", .0.as_secs())]
    NotReady(Duration),
    /// The session ended before it began.
    #[error("the session ended before it was ready{}", said(.0))]
    EndedEarly(String),
    /// The messages of the two ends do not fit.
    #[error("the session cannot go on")]
    Protocol(#[source] Arc<EngineError>),
    /// The agent wants an encrypted session, and there is no key for it.
    #[error("the session must be encrypted with a key of KMS, and there is none: {0}")]
    NoKey(String),
    /// The streams of a port forward do not fit.
    #[error("the connections of the session cannot go on")]
    Streams(#[source] Arc<MuxError>),
    /// The session ended while parts of its data had not come.
    #[error("the session ended before all of its data had come{}", said(.0))]
    DataLost(String),
    /// TerminateSession failed.
    #[error("the session could not be ended")]
    Terminate(#[source] Arc<Failure>),
    /// The session is not what was asked for.
    #[error("the agent takes the session for one of type {0}, which is not what was asked for")]
    Type(String),
    /// A local port could not be listened on.
    #[error("{address} cannot be listened on")]
    Listen {
        /// Where.
        address: String,
        /// Why.
        source: Arc<io::Error>,
    },
    /// The session is over.
    #[error("the session is over{}", said(.0))]
    Over(String),
}

/// What the service said, as the end of a sentence.
fn said(reason: &str) -> String {
    // It may be of any length and hold anything.
    let line: String = reason.chars().filter(|c| !c.is_control()).take(300).collect();
    if line.trim().is_empty() { String::new() } else { format!(": {}", line.trim()) }
}

impl SessionError {
    pub(crate) fn engine(error: EngineError) -> Self {
        Self::Protocol(Arc::new(error))
    }

    /// As reading and writing tells it.
    pub(crate) fn into_io(self) -> io::Error {
        let kind = match self {
            Self::Over(_) => io::ErrorKind::BrokenPipe,
            Self::NotResumed { .. } | Self::Lost(_) | Self::ClosedSocket => io::ErrorKind::ConnectionAborted,
            Self::TimedOut | Self::Silent(_) | Self::NotReady(_) => io::ErrorKind::TimedOut,
            _ => io::ErrorKind::Other,
        };
        io::Error::new(kind, self)
    }
}
