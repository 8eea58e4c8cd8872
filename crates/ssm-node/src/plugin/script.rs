//! `aws:runShellScript` and `aws:runPowerShellScript`.

use std::io;
use std::path::Path;
use std::time::Duration;

use ssm_document::Setting;
use ssm_document::plugin::{DEFAULT_TIMEOUT_SECONDS, RunPowerShellScript, RunShellScript};

use super::{Outcome, Place, fail, outcome_of};
use crate::command::seconds;
use crate::core::Core;
use crate::folder::off_runtime;
use crate::output::Output;
use crate::process::{self, Script};

/// Runs commands with `/bin/sh`. A script whose first line names another interpreter (`#!`) has it.
pub(super) async fn shell(
    place: &mut Place<'_>,
    script: &RunShellScript,
    output: &Output,
    time_limit: Option<Duration>,
) -> io::Result<Outcome> {
    let limit = limit(time_limit, script.timeout_seconds.as_ref());
    let file = output.folder().join("_script.sh");
    let script = Script {
        program: "/bin/sh",
        // The shell runs the file as a command; quoted, since folders may have any name.
        arguments: vec!["-c".into(), "\"$0\"".into(), file.clone().into()],
        text: text(&script.run_command),
        file,
        directory: place.path(script.working_directory.as_deref().unwrap_or_default()),
        environment: environment(place.core),
    };
    run(place, script, output, limit).await
}

/// Runs commands with PowerShell, where it is installed.
pub(super) async fn power_shell(
    place: &mut Place<'_>,
    script: &RunPowerShellScript,
    output: &Output,
    time_limit: Option<Duration>,
) -> io::Result<Outcome> {
    let limit = limit(time_limit, script.timeout_seconds.as_ref());
    let file = output.folder().join("_script.ps1");
    let options = ["-NoProfile", "-NonInteractive", "-InputFormat", "None", "-File"];
    let mut arguments: Vec<_> = options.into_iter().map(Into::into).collect();
    arguments.push(file.clone().into());
    let script = Script {
        program: "pwsh",
        arguments,
        text: text(&script.run_command),
        file,
        directory: place.path(script.working_directory.as_deref().unwrap_or_default()),
        environment: environment(place.core),
    };
    run(place, script, output, limit).await
}

async fn run(place: &mut Place<'_>, script: Script, output: &Output, limit: Duration) -> io::Result<Outcome> {
    let (program, directory) = (script.program, script.directory.clone());
    if !is_directory(&directory).await? {
        return fail(output, format!("the working directory {} is not there", directory.display())).await;
    }
    match process::run(script, output, limit, &mut place.stopping).await {
        Ok(end) => outcome_of(end, output).await,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fail(output, format!("{program} is not installed on this node")).await
        }
        Err(error) => fail(output, format!("cannot run {program}: {error}")).await,
    }
}

async fn is_directory(path: &Path) -> io::Result<bool> {
    let path = path.to_owned();
    off_runtime(move || Ok(path.is_dir())).await
}

fn text(lines: &[String]) -> String {
    lines.join("\n") + "\n"
}

/// The shorter of the step's limit and the plugin's own.
fn limit(of_step: Option<Duration>, own: Option<&Setting<i64>>) -> Duration {
    let own = own.and_then(Setting::value).copied().and_then(seconds);
    let default = Duration::from_secs(DEFAULT_TIMEOUT_SECONDS.unsigned_abs());
    match (of_step, own) {
        (Some(of_step), Some(own)) => of_step.min(own),
        (of_step, own) => of_step.or(own).unwrap_or(default),
    }
}

/// What the agent adds to the environment that scripts inherit.
fn environment(core: &Core) -> Vec<(&'static str, String)> {
    vec![("AWS_SSM_INSTANCE_ID", core.instance_id.clone()), ("AWS_SSM_REGION_NAME", core.region.clone())]
}
