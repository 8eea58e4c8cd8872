use super::plugin;
use crate::field::{Setting, TextList};
use crate::problem::Report;

/// How many seconds a script may run unless it says otherwise: the default of the agent's scripts
/// (amazon-ssm-agent, `agent/plugins/pluginutil`).
pub const DEFAULT_TIMEOUT_SECONDS: i64 = 3600;

/// The range of `executionTimeout` in `AWS-RunShellScript`: up to 48 hours.
const TIMEOUT_SECONDS: std::ops::RangeInclusive<i64> = 1..=172_800;

plugin! {
    /// `aws:runShellScript`: commands for the shell of Linux and macOS.
    ///
    /// ```
    /// use ssm_document::plugin::RunShellScript;
    ///
    /// let script = RunShellScript::new(["cd /srv", "ls"]).timeout_seconds(60).working_directory("/tmp");
    /// assert_eq!(script.run_command.join("; "), "cd /srv; ls");
    /// ```
    pub struct RunShellScript check with shell_script {
        required {
            /// The commands, one a line, which run in one shell.
            run_command: TextList = "runCommand",
        }
        optional {
            /// The directory in which the commands run.
            working_directory: String = "workingDirectory",
            /// After how many seconds the commands are ended and have failed: 1 to 172,800, by default
            /// [`DEFAULT_TIMEOUT_SECONDS`].
            timeout_seconds: Setting<i64> = "timeoutSeconds",
        }
    }
}

plugin! {
    /// `aws:runPowerShellScript`: commands for PowerShell.
    pub struct RunPowerShellScript check with power_shell_script {
        required {
            /// The commands, one a line.
            run_command: TextList = "runCommand",
        }
        optional {
            /// The directory in which the commands run.
            working_directory: String = "workingDirectory",
            /// After how many seconds the commands are ended and have failed: 1 to 172,800, by default
            /// [`DEFAULT_TIMEOUT_SECONDS`].
            timeout_seconds: Setting<i64> = "timeoutSeconds",
        }
    }
}

plugin! {
    /// `aws:psModule`: installs a PowerShell module and runs commands. Windows only.
    pub struct PsModule check with module {
        optional {
            /// The commands to run when the module is installed.
            run_command: TextList = "runCommand",
            /// The URL of the module's zip file.
            source: String = "source",
            /// The SHA-256 hash of the zip file.
            source_hash: String = "sourceHash",
            /// The directory in which the commands run.
            working_directory: String = "workingDirectory",
            /// After how many seconds the commands are ended and have failed: 1 to 172,800.
            timeout_seconds: Setting<i64> = "timeoutSeconds",
        }
    }
}

fn shell_script(script: &RunShellScript, report: &mut Report) {
    check_timeout(script.timeout_seconds.as_ref(), report);
}

fn power_shell_script(script: &RunPowerShellScript, report: &mut Report) {
    check_timeout(script.timeout_seconds.as_ref(), report);
}

fn module(module: &PsModule, report: &mut Report) {
    check_timeout(module.timeout_seconds.as_ref(), report);
}

/// Notes a time-out out of range.
fn check_timeout(timeout: Option<&Setting<i64>>, report: &mut Report) {
    let seconds = timeout.and_then(Setting::value);
    if seconds.is_some_and(|seconds| !TIMEOUT_SECONDS.contains(seconds)) {
        let (least, most) = TIMEOUT_SECONDS.into_inner();
        report
            .member("timeoutSeconds", |report| report.problem(format!("must be {least} to {most} seconds")));
    }
}
