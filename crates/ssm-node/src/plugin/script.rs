//! `aws:runShellScript` and `aws:runPowerShellScript`.

use std::io;
use std::path::Path;
use std::time::Duration;

use ssm_document::Setting;
use ssm_document::plugin::{DEFAULT_TIMEOUT_SECONDS, RunPowerShellScript, RunShellScript};

use super::{Outcome, Place, fail, outcome_of};
use crate::command::seconds;
use crate::core::Core;
use crate::folder::{self, off_runtime};
use crate::output::Output;
use crate::process::{self, Script};

/// The file with the commands.
const SCRIPT: &str = "_script.sh";

/// The file with the exit code of the commands, which is there also if their node has stopped meanwhile.
const EXIT: &str = "exit";

/// The file that is there once the commands have begun. It is made by whoever comes first: the process that
/// is to run them, or a later node that finds that they have not begun and sees to it that they do not.
const BEGUN: &str = "begun";

/// Runs a file as a command (quoted, since folders may have any name) and notes its exit code, unless
/// somebody else has begun it.
const RUN: &str = r#"(umask 077; set -C; : > "$2") 2> /dev/null || exit 1
"$0"; code=$?; (umask 077; echo $code > "$1"); exit $code"#;

/// What can always be made, for commands that their own node has made sure of.
const NOTHING: &str = "/dev/null";

/// How a script that was begun by a node that has stopped meanwhile ended.
pub(crate) enum ScriptEnd {
    NotBegun,
    Exited(i32),
    Unknown,
}

/// How the script of the step with this folder ended. One that has not begun will not any more, even if the
/// node was stopped while its process came to be.
pub(crate) fn end(folder: &Path) -> io::Result<ScriptEnd> {
    if !folder.join(SCRIPT).exists() {
        return Ok(ScriptEnd::NotBegun);
    }
    match folder::private_file().create_new(true).write(true).open(folder.join(BEGUN)) {
        Ok(_) => return Ok(ScriptEnd::NotBegun),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    let noted = match std::fs::read_to_string(folder.join(EXIT)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(ScriptEnd::Unknown),
        noted => noted?,
    };
    Ok(noted.trim().parse().map_or(ScriptEnd::Unknown, ScriptEnd::Exited))
}

/// Runs commands with `/bin/sh`. A script whose first line names another interpreter (`#!`) has it.
pub(super) async fn shell(
    place: &mut Place<'_>,
    script: &RunShellScript,
    output: &Output,
    time_limit: Option<Duration>,
) -> io::Result<Outcome> {
    let limit = limit(time_limit, script.timeout_seconds.as_ref());
    let [file, exit, begun] = [SCRIPT, EXIT, BEGUN].map(|name| output.folder().join(name));
    let begun = off_runtime(move || Ok(if begun.exists() { NOTHING.into() } else { begun })).await?;
    let script = Script {
        program: "/bin/sh",
        arguments: vec!["-c".into(), RUN.into(), file.clone().into(), exit.into(), begun.into()],
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

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::{BEGUN, EXIT, RUN, SCRIPT, ScriptEnd, end};

    /// A node may be killed when the process of a script is there and has not come to the script yet.
    #[test]
    fn a_script_that_was_found_not_begun_does_not_begin_later() {
        let folder = std::env::temp_dir().join(format!("script-{}", awsjson_transport::random_uuid()));
        std::fs::create_dir(&folder).unwrap();
        let [script, exit, begun] = [SCRIPT, EXIT, BEGUN].map(|name| folder.join(name));
        std::fs::write(script, "").unwrap();
        let run = || {
            let mut shell = Command::new("/bin/sh");
            shell.args(["-c", RUN, "true"]).args([&exit, &begun]).status().unwrap().success()
        };
        assert!(matches!(end(&folder).unwrap(), ScriptEnd::NotBegun));
        assert!(!run() && !exit.exists());

        std::fs::remove_file(&begun).unwrap();
        assert!(run());
        assert!(matches!(end(&folder).unwrap(), ScriptEnd::Exited(0)));
        std::fs::remove_file(&exit).unwrap();
        assert!(matches!(end(&folder).unwrap(), ScriptEnd::Unknown));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
