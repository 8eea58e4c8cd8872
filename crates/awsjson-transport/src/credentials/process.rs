//! Credentials that a program prints: `credential_process` of a profile.

mod complaint;
mod running;

use std::io::{self, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use aws_credential_types::Credentials;

use super::document;
use super::unavailable::Unavailable;
use crate::failure::OneLine;
use running::{Running, in_background};

/// Time for a credential process: one minute, enough for one that asks a slow identity provider.
const PROCESS_TIMEOUT: Duration = Duration::from_secs(60);

/// The most that is read of what it prints.
const MAX_OUTPUT_BYTES: u64 = 64 << 10;

/// Runs the command line by the system's shell, without input, and reads the credentials it prints.
/// It is killed when the time is over or the caller gives up.
pub(super) async fn load(command: &str) -> Result<Credentials, Unavailable> {
    let outcome = match tokio::time::timeout(PROCESS_TIMEOUT, run(command)).await {
        Ok(output) => output.and_then(|output| credentials(&output)),
        Err(_) => Err(Unavailable::failed(format_args!(
            "it printed no credentials within {PROCESS_TIMEOUT:?}, the limit for credential processes, \
             and was stopped"
        ))),
    };
    outcome.map_err(|error| Unavailable::failed(format_args!("credential_process: {error}")))
}

async fn run(command: &str) -> Result<Vec<u8>, Unavailable> {
    let unusable = |error: io::Error| Unavailable::failed(format_args!("it cannot be run: {error}"));
    let child = shell(command).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(unusable)?;
    let (mut stdout, mut stderr) = (child.stdout.take(), child.stderr.take());
    let process = Running::new(child);
    // Side by side, so that it is not held up on one pipe while the other is read.
    let output = in_background(move || read(stdout.as_mut().map(|pipe| pipe as _))).map_err(unusable)?;
    let complaint = in_background(move || read(stderr.as_mut().map(|pipe| pipe as _))).map_err(unusable)?;
    let (output, complaint) = (output.await.map_err(unusable)?, complaint.await.map_err(unusable)?);
    let status = process.ended().await.map_err(unusable)?;
    if !status.success() {
        return Err(refused(status, &complaint));
    }
    if output.len() as u64 > MAX_OUTPUT_BYTES {
        return Err(Unavailable::failed(format_args!("it printed more than {MAX_OUTPUT_BYTES} bytes")));
    }
    Ok(output)
}

#[cfg(unix)]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(command);
    shell
}

#[cfg(windows)]
fn shell(command: &str) -> Command {
    use std::os::windows::process::CommandExt;
    let mut shell = Command::new("cmd.exe");
    // As it is: the shell has its own rules for quotes.
    shell.arg("/C").raw_arg(command);
    shell
}

/// Reads one byte more than the limit at most, and lets the rest pass by, so that the process is not
/// held up.
fn read(pipe: Option<&mut dyn Read>) -> io::Result<Vec<u8>> {
    let mut kept = Vec::new();
    if let Some(pipe) = pipe {
        (&mut *pipe).take(MAX_OUTPUT_BYTES + 1).read_to_end(&mut kept)?;
        io::copy(pipe, &mut io::sink())?;
    }
    Ok(kept)
}

/// What it says on standard error is meant for people, unless it looks as if it held a secret. What it
/// prints is not, even when it fails.
fn refused(status: ExitStatus, complaint: &[u8]) -> Unavailable {
    let complaint = String::from_utf8_lossy(complaint);
    match complaint.lines().find(|line| !line.trim().is_empty()) {
        Some(line) if complaint::may_hold_a_secret(line) => Unavailable::failed(format_args!(
            "it failed ({status}), and what it said may hold a secret: run it by hand to read it"
        )),
        Some(line) => Unavailable::failed(format_args!("it failed ({status}): {}", OneLine::name(line))),
        None => Unavailable::failed(format_args!("it failed ({status}) without a word on standard error")),
    }
}

fn credentials(output: &[u8]) -> Result<Credentials, Unavailable> {
    let printed =
        |error: Unavailable| Unavailable::failed(format_args!("what it printed cannot be used: {error}"));
    let document = document::parse(output).map_err(printed)?;
    match document.get("Version").map(serde_json::Value::as_u64) {
        Some(Some(1)) => {}
        Some(Some(other)) => {
            return Err(printed(Unavailable::failed(format_args!(
                "Version in it is {other}, and must be 1"
            ))));
        }
        _ => return Err(printed(Unavailable::failed("Version in it must be the number 1"))),
    }
    document::credentials(&document, "SessionToken", "credential_process")
        .map_err(printed)
        .and_then(document::unexpired)
}
