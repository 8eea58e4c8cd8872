//! A session as bytes in and out.

mod controls;

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use ssm_client::Client;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::SessionError;
use crate::channel::Channel;
use crate::channel::state::Ending;
use crate::event::Events;
use crate::protocol::Version;
use crate::protocol::client::Content;
use crate::start::{Start, kind::sealed};
pub use controls::{Controls, Signal};

/// A session that is read and written as bytes: a shell, commands in a terminal, or SSH.
///
/// Reading gives what the node's terminal shows, untouched; it ends when the session does. Writing types.
/// A write is done when this end has taken the bytes: from then on they are numbered, and sent until the agent
/// has them, over as many sockets as that takes. [`shutdown`](tokio::io::AsyncWriteExt::shutdown) waits until it
/// has; the protocol has no end of input, which in a terminal is the byte 4 (Ctrl-D).
///
/// When the session is dropped the service ends it, in the background, unless it was begun with
/// [`keep_when_dropped`](Start::keep_when_dropped). [`terminate`](Self::terminate) does so and waits.
///
/// ```no_run
/// use ssm_session::Session;
/// use tokio::io::{AsyncReadExt, AsyncWriteExt};
///
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let client = ssm_client::Client::from_env().await?;
/// let mut shell = Session::shell(&client, "mi-0123456789abcdef0").reason("to look around").start().await?;
/// shell.resize(80, 24).await?;
/// shell.write_all(b"uname -a; exit\r").await?;
/// let mut shown = String::new();
/// shell.read_to_string(&mut shown).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Session {
    channel: Channel,
    /// What came and was not read.
    left: Bytes,
    exit_code: Option<i32>,
}

impl Session {
    /// A shell in a terminal, as the account's session preferences have it.
    pub fn shell(client: &Client, target: impl Into<String>) -> Start<Self> {
        Start::new(client, target, None)
    }

    /// A command in a terminal (`AWS-StartInteractiveCommand`).
    pub fn interactive_command(
        client: &Client,
        target: impl Into<String>,
        command: impl Into<String>,
    ) -> Start<Self> {
        Start::new(client, target, Some("AWS-StartInteractiveCommand")).parameter("command", command)
    }

    /// The bytes of one connection to a port of the node (`AWS-StartSSHSession`), for SSH. The session ends
    /// when the node's side of the connection does.
    pub fn ssh(client: &Client, target: impl Into<String>, port: u16) -> Start<Self> {
        let start = Start::new(client, target, Some("AWS-StartSSHSession"));
        start.with_handshake().parameter("portNumber", port.to_string())
    }

    /// The session's id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.channel.session_id()
    }

    /// The agent's version, if it wanted a handshake.
    #[must_use]
    pub fn agent_version(&self) -> Option<Version> {
        self.channel.shared().lock().engine.agent_version()
    }

    /// What the agent wants the user to read; often empty.
    #[must_use]
    pub fn customer_message(&self) -> String {
        self.channel.shared().lock().engine.customer_message().to_owned()
    }

    /// Whether payloads are sealed with a key of KMS.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.channel.shared().lock().engine.is_encrypted()
    }

    /// What happens from now on.
    #[must_use]
    pub fn events(&self) -> Events {
        self.channel.events()
    }

    /// The exit code of the command, if the agent has sent one and it was read.
    #[must_use]
    pub fn exit_code(&self) -> Option<i32> {
        self.exit_code
    }

    /// What changes the terminal, for use beside both halves of [`tokio::io::split`].
    #[must_use]
    pub fn controls(&self) -> Controls {
        Controls::new(self.channel.clone())
    }

    /// See [`Controls::resize`].
    ///
    /// # Errors
    ///
    /// The session is over.
    pub async fn resize(&self, cols: u32, rows: u32) -> io::Result<()> {
        self.controls().resize(cols, rows).await
    }

    /// See [`Controls::signal`].
    ///
    /// # Errors
    ///
    /// The session is over.
    pub async fn signal(&self, signal: Signal) -> io::Result<()> {
        self.controls().signal(signal).await
    }

    /// Waits until the session is over, and gives what the service said then, which often is nothing.
    ///
    /// # Errors
    ///
    /// Why the session could not go on.
    pub async fn ended(&self) -> Result<String, SessionError> {
        self.channel.ended().await
    }

    /// Has the service end the session, and waits for it.
    ///
    /// # Errors
    ///
    /// The service did not; or the session could not go on before.
    pub async fn terminate(self) -> Result<(), SessionError> {
        self.channel.terminate().await
    }
}

impl sealed::Kind for Session {
    const HANDSHAKE: bool = false;

    fn of(channel: Channel) -> Result<Self, SessionError> {
        Ok(Self { channel, left: Bytes::new(), exit_code: None })
    }
}

impl AsyncRead for Session {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let Self { channel, left, exit_code } = self.get_mut();
        while left.is_empty() {
            match std::task::ready!(channel.poll_content(context))? {
                Some(Content::Output(bytes) | Content::StandardError(bytes)) => *left = bytes,
                Some(Content::ExitCode(code)) => *exit_code = Some(code),
                Some(_) => {}
                None => return Poll::Ready(Ok(())),
            }
        }
        let bytes = left.split_to(left.len().min(buffer.remaining()));
        buffer.put_slice(&bytes);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Session {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.channel.poll_write(context, bytes)
    }

    /// Bytes that were written are on their way by themselves.
    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    /// Waits until the agent has all that was written.
    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.channel.poll_arrived(context)
    }
}

impl Ending {
    pub(crate) fn into_io(self) -> io::Error {
        match self {
            Self::Closed(said) => SessionError::Over(said).into_io(),
            Self::Failed(error) => error.into_io(),
        }
    }
}
