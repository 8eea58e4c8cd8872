//! A command without a terminal.

use std::io;

use bytes::Bytes;
use ssm_client::Client;

use crate::SessionError;
use crate::channel::Channel;
use crate::event::Events;
use crate::protocol::Version;
use crate::protocol::client::Content;
use crate::session::{Controls, Signal};
use crate::start::{Start, kind::sealed};

/// A command that runs on a node without a terminal (`AWS-StartNonInteractiveCommand`).
///
/// Agents start the program with the arguments that the command has; pipes and the like need a shell:
/// `sh -c '...'`. Output and error stream come apart, and an exit code at the end, if the session's document has
/// `separateOutputStream`, which is a parameter of the one that is used unless another is named. Otherwise both
/// come as output, without a code. Such commands read no input.
///
/// ```no_run
/// use ssm_session::Command;
///
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let client = ssm_client::Client::from_env().await?;
/// let start = Command::new(&client, "mi-0123456789abcdef0", "df -h /");
/// let result = start.parameter("separateOutputStream", "true").start().await?.finish().await?;
/// println!("{}, exit code {:?}", String::from_utf8_lossy(&result.stdout), result.exit_code);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Command {
    channel: Channel,
    exit_code: Option<i32>,
}

/// A part of what a command writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Bytes of its output.
    Stdout(Bytes),
    /// Bytes of its error stream.
    Stderr(Bytes),
}

/// What a command wrote, and how it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finished {
    /// Its output.
    pub stdout: Vec<u8>,
    /// Its error stream.
    pub stderr: Vec<u8>,
    /// Its exit code, if the agent sent one.
    pub exit_code: Option<i32>,
}

/// How much [`Command::finish`] takes of output and error stream together.
pub const MAX_FINISHED_BYTES: usize = 64 << 20;

impl Command {
    /// A command without a terminal.
    #[allow(clippy::new_ret_no_self, reason = "what is new is a start; the command is there once it began")]
    pub fn new(client: &Client, target: impl Into<String>, command: impl Into<String>) -> Start<Self> {
        Start::new(client, target, Some("AWS-StartNonInteractiveCommand")).parameter("command", command)
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

    /// What happens from now on.
    #[must_use]
    pub fn events(&self) -> Events {
        self.channel.events()
    }

    /// The next part of what the command writes; none once it has ended. What nobody asks for is held back on
    /// the node. Dropping the future loses nothing.
    ///
    /// # Errors
    ///
    /// Why the session could not go on.
    pub async fn next(&mut self) -> io::Result<Option<Output>> {
        loop {
            let channel = &self.channel;
            match std::future::poll_fn(|context| channel.poll_content(context)).await? {
                Some(Content::Output(bytes)) => return Ok(Some(Output::Stdout(bytes))),
                Some(Content::StandardError(bytes)) => return Ok(Some(Output::Stderr(bytes))),
                Some(Content::ExitCode(code)) => self.exit_code = Some(code),
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }

    /// The exit code, once all was read.
    #[must_use]
    pub fn exit_code(&self) -> Option<i32> {
        self.exit_code
    }

    /// Waits for the command's end, and gives all that it wrote, at most [`MAX_FINISHED_BYTES`].
    ///
    /// # Errors
    ///
    /// Why the session could not go on; [`io::ErrorKind::FileTooLarge`] if the command wrote more.
    pub async fn finish(mut self) -> io::Result<Finished> {
        let mut finished = Finished::default();
        while let Some(output) = self.next().await? {
            let (stream, bytes) = match output {
                Output::Stdout(bytes) => (&mut finished.stdout, bytes),
                Output::Stderr(bytes) => (&mut finished.stderr, bytes),
            };
            stream.extend_from_slice(&bytes);
            if finished.stdout.len() + finished.stderr.len() > MAX_FINISHED_BYTES {
                let problem = format!("the command wrote more than {MAX_FINISHED_BYTES} bytes: use next()");
                return Err(io::Error::new(io::ErrorKind::FileTooLarge, problem));
            }
        }
        finished.exit_code = self.exit_code;
        Ok(finished)
    }

    /// Sends the command a signal: interrupt or quit, agents know no other here.
    ///
    /// # Errors
    ///
    /// The session is over.
    pub async fn signal(&self, signal: Signal) -> io::Result<()> {
        Controls::new(self.channel.clone()).signal(signal).await
    }

    /// Has the service end the session, and with it the command, and waits for it.
    ///
    /// # Errors
    ///
    /// The service did not; or the session could not go on before.
    pub async fn terminate(self) -> Result<(), SessionError> {
        self.channel.terminate().await
    }
}

impl sealed::Kind for Command {
    const HANDSHAKE: bool = true;

    fn of(channel: Channel) -> Result<Self, SessionError> {
        Ok(Self { channel, exit_code: None })
    }
}
