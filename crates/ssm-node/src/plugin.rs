//! What a step does, by its plugin.

mod download_content;
mod inventory;
mod refresh_association;
mod run_document;
mod script;

use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::Duration;

use ssm_document::plugin::Plugin;

use crate::core::Core;
use crate::folder::off_runtime;
use crate::output::Output;
use crate::process::{End, Stop, Stopping};
use crate::reply::Status;

/// The exit code of what was ended before its time, as the agent has it.
const ENDED_EARLY: i32 = 137;

/// How deep documents may run documents, as the agent has it.
const MAX_DEPTH: usize = 3;

pub(crate) use script::{ScriptEnd, end as script_end};

/// Where a step runs.
pub(crate) struct Place<'a> {
    pub(crate) core: &'a Core,
    /// The folder of the command, for scripts and output.
    pub(crate) folder: PathBuf,
    /// How many documents run this one.
    pub(crate) depth: usize,
    pub(crate) stopping: Stopping,
}

/// How a plugin ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) status: Status,
    pub(crate) code: i32,
}

impl Outcome {
    pub(crate) const SUCCESS: Self = Self { status: Status::Success, code: 0 };
    pub(crate) const FAILED: Self = Self { status: Status::Failed, code: 1 };
}

impl Place<'_> {
    /// The directory in which scripts run unless they say otherwise, and into which content is
    /// downloaded.
    fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// A path on the node; a relative one is below the downloads.
    fn path(&self, path: &str) -> PathBuf {
        self.downloads().join(Path::new(path))
    }
}

/// The future of a plugin. Documents run documents, so its type cannot be inferred.
pub(crate) type Running<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// Runs a plugin. Errors of files are failures of the step.
pub(crate) fn run<'a>(
    place: &'a mut Place<'_>,
    plugin: &'a Plugin,
    output: &'a Output,
    time_limit: Option<Duration>,
) -> Running<'a> {
    Box::pin(async move {
        match try_run(place, plugin, output, time_limit).await {
            Ok(outcome) => outcome,
            Err(error) => {
                // If the output cannot be written either, the status alone must do.
                let _ = fail(output, error.to_string()).await;
                Outcome::FAILED
            }
        }
    })
}

async fn try_run(
    place: &mut Place<'_>,
    plugin: &Plugin,
    output: &Output,
    time_limit: Option<Duration>,
) -> io::Result<Outcome> {
    match plugin {
        Plugin::RunShellScript(script) => script::shell(place, script, output, time_limit).await,
        Plugin::RunPowerShellScript(script) => script::power_shell(place, script, output, time_limit).await,
        Plugin::RunDocument(document) => run_document::run(place, document, output).await,
        Plugin::DownloadContent(content) => download_content::run(place, content, output).await,
        Plugin::SoftwareInventory(inputs) => inventory::run(place.core, inputs, output).await,
        Plugin::RefreshAssociation(inputs) => refresh_association::run(place.core, inputs, output).await,
        other => fail(output, format!("this node does not support {}", other.name())).await,
    }
}

/// A failure with its reason on standard error.
async fn fail(output: &Output, reason: String) -> io::Result<Outcome> {
    complain(output, reason).await?;
    Ok(Outcome::FAILED)
}

async fn complain(output: &Output, line: String) -> io::Result<()> {
    let output = output.clone();
    off_runtime(move || output.complain(&line)).await
}

/// What the exit code of a script means.
pub(crate) fn outcome_of_exit(code: i32) -> Outcome {
    Outcome { status: if code == 0 { Status::Success } else { Status::Failed }, code }
}

/// What the end of a script means, and why, on standard error.
async fn outcome_of(end: End, output: &Output) -> io::Result<Outcome> {
    let (status, code, line) = match end {
        End::Exited(0) => return Ok(Outcome::SUCCESS),
        // What Windows calls 3010 is 194 in the eight bits of an exit code.
        End::Exited(code @ (194 | 3010)) => (
            Status::Failed,
            code,
            format!("exit status {code} asks for a reboot, which this node does not do"),
        ),
        End::Exited(code) => (Status::Failed, code, format!("failed to run commands: exit status {code}")),
        End::TimedOut => (Status::TimedOut, ENDED_EARLY, "the step took longer than it may".to_owned()),
        End::Stopped(Stop::Cancelled) => {
            (Status::Cancelled, ENDED_EARLY, "the command was cancelled".to_owned())
        }
        End::Stopped(Stop::Node) => {
            (Status::Failed, ENDED_EARLY, "the node was stopped in the middle of the step".to_owned())
        }
    };
    complain(output, line).await?;
    Ok(Outcome { status, code })
}
