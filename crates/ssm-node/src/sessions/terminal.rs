//! Sessions with a terminal: a shell, or a command.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use pty_process::{OwnedReadPty, OwnedWritePty, Size};
use rustix::process::geteuid;
use ssm_document::Setting;
use ssm_document::session::SessionPreferences;
use ssm_session::protocol::{Flag, PayloadType, TerminalSize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use super::data_channel::{DataChannel, Receiver, Sender};
use super::processes::Processes;
use super::session::Outcome;

/// How many lines and columns a terminal has until its client says it.
const SIZE: (u16, u16) = (24, 80);

/// How much is read from a terminal at a time.
const CHUNK: usize = 16 * 1024;

/// How long a terminal must be quiet, once its shell has ended, to have said all. Others may have it open.
const QUIET: Duration = Duration::from_millis(200);

/// Runs a command in a terminal, or a shell if it is empty.
pub(super) async fn run(channel: DataChannel, command: &str, preferences: &SessionPreferences) -> Outcome {
    if let Err(reason) = check_user(preferences) {
        return Outcome::Failed { reason };
    }
    let DataChannel { sender, receiver } = channel;
    match start(command) {
        Err(error) => Outcome::failed(format!("the terminal cannot be opened: {error}")),
        Ok((read, mut write, mut child)) => {
            // What it started is ended when this function is left.
            let _processes = Processes::of(child.id());
            let profile = preferences.shell_profile.as_ref().and_then(|profile| profile.linux.as_deref());
            if let Some(profile) = profile.filter(|profile| command.is_empty() && !profile.is_empty())
                && let Err(error) = write.write_all(format!("{profile}\n").as_bytes()).await
            {
                return Outcome::failed(format!("the shell does not take its profile: {error}"));
            }
            tokio::select! {
                () = show(read, &sender, child.wait()) => Outcome::Ended,
                () = type_in(receiver, write) => Outcome::Left,
            }
        }
    }
}

/// Refuses to run as somebody else than this process does.
pub(super) fn check_user(preferences: &SessionPreferences) -> Result<(), String> {
    let is_wanted = preferences.run_as_enabled.as_ref().and_then(Setting::value).copied().unwrap_or_default();
    let user = preferences.run_as_default_user.as_deref().unwrap_or_default();
    if !is_wanted {
        return Ok(());
    }
    let own = crate::user::name_of(geteuid().as_raw());
    match own {
        Some(own) if own == user => Ok(()),
        _ if user.is_empty() => {
            Err("sessions are to run as a user, and the preferences name none".to_owned())
        }
        _ => Err(format!("sessions are to run as {user}, and the node runs as {}", crate::current_user())),
    }
}

/// The environment of what sessions run, beside that of the node.
pub(super) fn environment() -> Vec<(&'static str, &'static str)> {
    let mut environment = vec![("TERM", "xterm-256color")];
    if std::env::var_os("LANG").is_none_or(|value| value.is_empty()) {
        environment.push(("LANG", "C.UTF-8"));
    }
    environment
}

/// Where sessions begin.
pub(super) fn directory() -> std::path::PathBuf {
    let home = std::env::var_os("HOME").map(std::path::PathBuf::from);
    home.filter(|home| home.is_dir()).unwrap_or_else(|| "/".into())
}

fn start(command: &str) -> pty_process::Result<(OwnedReadPty, OwnedWritePty, tokio::process::Child)> {
    let (pty, terminal) = pty_process::open()?;
    pty.resize(Size::new(SIZE.0, SIZE.1))?;
    let mut shell =
        pty_process::Command::new("sh").envs(environment()).current_dir(directory()).kill_on_drop(true);
    if !command.trim().is_empty() {
        shell = shell.args(["-c", command]);
    }
    let child = shell.spawn(terminal)?;
    let (read, write) = pty.into_split();
    Ok((read, write, child))
}

/// Shows the client what the terminal shows, as it is, until the shell has ended.
async fn show(
    mut read: OwnedReadPty,
    sender: &Sender,
    ended: impl Future<Output = io::Result<std::process::ExitStatus>>,
) {
    let mut ended = std::pin::pin!(ended);
    let mut has_ended = false;
    let mut text = Text::default();
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = if has_ended {
            timeout(QUIET, read.read(&mut chunk)).await.unwrap_or(Ok(0))
        } else {
            tokio::select! {
                biased;
                length = read.read(&mut chunk) => length,
                _ = ended.as_mut() => {
                    has_ended = true;
                    continue;
                }
            }
        };
        // A terminal that nobody has open any more is an error to read.
        let Some(shown) = length.ok().filter(|length| *length > 0).and_then(|length| chunk.get(..length))
        else {
            break;
        };
        if sender.send(PayloadType::Output, text.take(shown)).await.is_err() {
            return;
        }
    }
    let _ = sender.send(PayloadType::Output, text.rest()).await;
}

/// Types what the client does, until it leaves.
async fn type_in(mut receiver: Receiver, mut write: OwnedWritePty) {
    while let Some((payload_type, payload)) = receiver.receive().await {
        match payload_type {
            PayloadType::Output => match write.write_all(&payload).await {
                Ok(()) => {}
                // Its end is seen by what it shows.
                Err(_) => return std::future::pending().await,
            },
            PayloadType::Size => {
                if let Ok(size) = TerminalSize::from_json(&payload) {
                    let limit = |count: u32| u16::try_from(count).unwrap_or(u16::MAX);
                    // A size that the system does not take changes nothing.
                    let _ = write.resize(Size::new(limit(size.rows), limit(size.cols)));
                }
            }
            PayloadType::Flag if Flag::from_payload(&payload) == Some(Flag::TerminateSession) => return,
            _ => {}
        }
    }
}

/// Cuts what a terminal shows between characters, so that each message can be shown by itself. Bytes that
/// are no text stay as they are.
#[derive(Default)]
struct Text {
    kept: Vec<u8>,
}

impl Text {
    /// What can be shown now.
    fn take(&mut self, shown: &[u8]) -> Bytes {
        let mut all = std::mem::take(&mut self.kept);
        all.extend_from_slice(shown);
        let whole = all.len() - unfinished(&all);
        self.kept = all.split_off(whole);
        all.into()
    }

    /// What was kept in vain.
    fn rest(self) -> Bytes {
        self.kept.into()
    }
}

/// How many bytes at the end are the beginning of a character.
fn unfinished(text: &[u8]) -> usize {
    let last = text.len().min(3);
    let from_end =
        (1..=last).find(|back| text.get(text.len() - back).is_some_and(|byte| byte & 0xC0 != 0x80));
    let Some(back) = from_end else { return 0 };
    let needed = match text.get(text.len() - back) {
        Some(byte) if byte & 0xE0 == 0xC0 => 2,
        Some(byte) if byte & 0xF0 == 0xE0 => 3,
        Some(byte) if byte & 0xF8 == 0xF0 => 4,
        _ => 1,
    };
    if needed > back { back } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn what_is_shown_is_cut_between_characters_and_nothing_is_lost() {
        let bytes = "a\u{e9}\u{20ac}\u{1f600}z".as_bytes();
        for cut in 0..=bytes.len() {
            let mut text = Text::default();
            let (first, second) = (text.take(&bytes[..cut]), text.take(&bytes[cut..]));
            assert!(std::str::from_utf8(&first).is_ok(), "{cut}");
            assert_eq!([&first[..], &second[..], &text.rest()[..]].concat(), bytes, "{cut}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_pass() {
        let mut text = Text::default();
        assert_eq!(&text.take(b"\xff\xfe\x80")[..], b"\xff\xfe\x80");
        assert_eq!(&text.take(b"\xe2\x82")[..], b"");
        assert_eq!(&text.rest()[..], b"\xe2\x82");
    }
}
