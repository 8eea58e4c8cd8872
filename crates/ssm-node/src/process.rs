//! Scripts as processes, each in a process group of its own.

mod left_over;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::process::{Child, Command};
use tokio::sync::watch;

use crate::folder::{self, off_runtime};
use crate::output::Output;

pub(crate) use left_over::end as end_left_over;

/// A script, and how to run it.
pub(crate) struct Script {
    pub(crate) program: &'static str,
    pub(crate) arguments: Vec<OsString>,
    /// The script's file, and what to write into it.
    pub(crate) file: PathBuf,
    pub(crate) text: String,
    pub(crate) directory: PathBuf,
    pub(crate) environment: Vec<(&'static str, String)>,
}

/// Why a command has to end before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// It was cancelled.
    Cancelled,
    /// The node stops.
    Node,
}

/// Tells a command that it has to end.
pub(crate) type Stopping = watch::Receiver<Option<Stop>>;

/// How a script ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum End {
    Exited(i32),
    TimedOut,
    Stopped(Stop),
}

/// Between writing a script and running it no other process may begin: it would hold the script open
/// for writing for a moment, and the system runs no file that is.
static LAUNCH: Mutex<()> = Mutex::new(());

/// Runs a script to its end, or ends it and all that it started.
pub(crate) async fn run(
    script: Script,
    output: &Output,
    time_limit: Duration,
    stopping: &mut Stopping,
) -> io::Result<End> {
    let files = output.clone();
    let mut process = off_runtime(move || launch(&script, &files)).await?;
    tokio::select! {
        status = process.child.wait() => {
            // Its number may be another process's from now on.
            process.group.take();
            Ok(End::Exited(exit_code(status?)))
        }
        () = tokio::time::sleep(time_limit) => {
            process.end().await?;
            Ok(End::TimedOut)
        }
        stop = stopped(stopping) => {
            process.end().await?;
            Ok(End::Stopped(stop))
        }
    }
}

/// Waits until the command has to end.
pub(crate) async fn stopped(stopping: &mut Stopping) -> Stop {
    match stopping.wait_for(Option::is_some).await {
        Ok(stop) => (*stop).unwrap_or(Stop::Node),
        // Nobody is left who could say it.
        Err(_) => Stop::Node,
    }
}

fn launch(script: &Script, output: &Output) -> io::Result<Process> {
    let _alone = LAUNCH.lock().unwrap_or_else(PoisonError::into_inner);
    write(&script.file, &script.text)?;
    let mut command = Command::new(script.program);
    command
        .args(&script.arguments)
        .current_dir(&script.directory)
        .envs(script.environment.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null())
        .stdout(output.standard_output()?)
        .stderr(output.standard_error()?)
        .kill_on_drop(true);
    #[cfg(unix)]
    command.process_group(0);
    let child = command.spawn()?;
    let group = child.id();
    let process = Process { child, group };
    if let Some(group) = group {
        left_over::note(output.folder(), group)?;
    }
    Ok(process)
}

fn write(file: &Path, text: &str) -> io::Result<()> {
    let mut options = folder::private_file();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o700);
    options.create(true).truncate(true).write(true).open(file)?.write_all(text.as_bytes())
}

/// A running script. Dropping it ends it and all that it started.
struct Process {
    child: Child,
    /// As long as it runs.
    group: Option<u32>,
}

impl Process {
    async fn end(&mut self) -> io::Result<()> {
        self.kill();
        // On Unix the whole group is being killed; elsewhere this ends the process itself.
        let _ = self.child.start_kill();
        self.child.wait().await?;
        self.group.take();
        Ok(())
    }

    fn kill(&self) {
        if let Some(group) = self.group {
            kill_group(group);
        }
    }
}

/// Kills all processes of a group. It fails if all are gone, which is what is wanted.
fn kill_group(group: u32) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(group).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    #[cfg(not(unix))]
    let _ = group;
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The exit code; as shells have it, 128 and the signal's number if a signal ended it.
pub(crate) fn exit_code(status: ExitStatus) -> i32 {
    #[cfg(unix)]
    let by_signal = std::os::unix::process::ExitStatusExt::signal(&status).map(|signal| 128 + signal);
    #[cfg(not(unix))]
    let by_signal = None;
    status.code().or(by_signal).unwrap_or(-1)
}
