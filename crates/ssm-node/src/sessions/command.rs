//! Sessions with a command without a terminal.

use std::io;
use std::os::fd::OwnedFd;
use std::process::Stdio;

use bytes::{Bytes, BytesMut};
use rustix::process::Signal;
use ssm_document::session::SessionPreferences;
use ssm_session::protocol::{Flag, PayloadType, exit_code};
use tokio::io::AsyncReadExt;
use tokio::net::unix::pipe;
use tokio::process::{Child, Command};

use super::data_channel::{DataChannel, Receiver, Sender};
use super::message;
use super::processes::Processes;
use super::session::Outcome;
use super::terminal;

/// How much is read from a command at a time.
const CHUNK: usize = 16 * 1024;

/// The keys that interrupt a command and end it, as terminals send them.
const INTERRUPT: u8 = 0x03;
const QUIT: u8 = 0x1C;

/// What a command that did not start is told to have exited with.
const NOT_STARTED: i32 = 1;

/// Runs a command to its end.
pub(super) async fn run(
    channel: DataChannel,
    command: &message::Command,
    preferences: &SessionPreferences,
) -> Outcome {
    let DataChannel { sender, receiver } = channel;
    let started = terminal::check_user(preferences)
        .and_then(|()| start(command).map_err(|error| format!("the command cannot be started: {error}")));
    let (mut child, [output, error]) = match started {
        Ok(started) => started,
        Err(reason) => {
            let _ = sender.send(PayloadType::StandardError, Bytes::from(format!("{reason}\n"))).await;
            if command.is_separate {
                let _ = sender.send(PayloadType::ExitCode, exit_code::write(NOT_STARTED)).await;
            }
            return Outcome::Failed { reason };
        }
    };
    let Some(processes) = Processes::of(child.id()) else {
        return Outcome::failed("the command has no process");
    };
    let [output_prefix, error_prefix] = &command.prefixes;
    let to_the_end = async {
        tokio::join!(
            tell(output, &sender, PayloadType::Output, output_prefix),
            tell(error, &sender, PayloadType::StandardError, error_prefix),
        );
        child.wait().await
    };
    let ended = tokio::select! {
        ended = to_the_end => ended,
        () = signal(receiver, &processes) => return Outcome::Left,
    };
    match ended {
        Ok(status) => {
            if command.is_separate {
                let code = exit_code::write(crate::process::exit_code(status));
                let _ = sender.send(PayloadType::ExitCode, code).await;
            }
            Outcome::Ended
        }
        Err(error) => Outcome::failed(format!("nobody knows how the command ended: {error}")),
    }
}

/// Starts a command: words, as shells have them, but for all that a shell does with them. What it writes
/// comes by two pipes, or all by the first.
fn start(command: &message::Command) -> io::Result<(Child, [Option<pipe::Receiver>; 2])> {
    let words = shlex::split(&command.text)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a quotation mark is missing"))?;
    let (program, arguments) =
        words.split_first().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "there is none"))?;
    let (output, to_output) = io::pipe()?;
    let (error, to_error) = if command.is_separate {
        let (error, to_error) = io::pipe()?;
        (Some(error), to_error)
    } else {
        (None, to_output.try_clone()?)
    };
    let child = Command::new(program)
        .args(arguments)
        .envs(terminal::environment())
        .current_dir(terminal::directory())
        .stdin(Stdio::null())
        .stdout(to_output)
        .stderr(to_error)
        .process_group(0)
        .kill_on_drop(true)
        .spawn()?;
    let read = |pipe: io::PipeReader| pipe::Receiver::from_owned_fd(OwnedFd::from(pipe));
    Ok((child, [Some(read(output)?), error.map(read).transpose()?]))
}

/// Tells the client what comes out of a pipe, until it ends. A prefix stands before each piece that begins a
/// line.
async fn tell(pipe: Option<pipe::Receiver>, sender: &Sender, payload_type: PayloadType, prefix: &str) {
    let Some(mut pipe) = pipe else { return };
    let mut chunk = vec![0; CHUNK];
    let mut begins_line = true;
    while let Ok(length @ 1..) = pipe.read(&mut chunk).await {
        let Some(told) = chunk.get(..length) else { return };
        let mut payload = BytesMut::new();
        if begins_line {
            payload.extend_from_slice(prefix.as_bytes());
        }
        payload.extend_from_slice(told);
        begins_line = told.ends_with(b"\n");
        if sender.send(payload_type, payload.freeze()).await.is_err() {
            return;
        }
    }
}

/// Does as the client's keys have it, until it leaves. Of a payload the first such key counts; anything else
/// is nobody's input.
async fn signal(mut receiver: Receiver, processes: &Processes) {
    while let Some((payload_type, payload)) = receiver.receive().await {
        match payload_type {
            PayloadType::Output => match payload.iter().find(|key| [INTERRUPT, QUIT].contains(key)) {
                Some(&INTERRUPT) => processes.signal(Signal::INT),
                Some(_) => processes.signal(Signal::QUIT),
                None => {}
            },
            PayloadType::Flag if Flag::from_payload(&payload) == Some(Flag::TerminateSession) => return,
            _ => {}
        }
    }
}
