//! Running the example programs.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use ssm_client::Client;
use ssm_local::LocalSsm;
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};

/// The secret access key that the programs sign with. No program may ever print it.
pub(crate) const SECRET_ACCESS_KEY: &str = "zJ4-the-secret-access-key";

pub(crate) const ACCESS_KEY_ID: &str = "AKIDEXAMPLE";

pub(crate) const REGION: &str = "eu-central-1";

/// Longer than any of the programs takes on the slowest machine; a program that hangs is killed.
const PATIENCE: Duration = Duration::from_secs(120);

/// An endpoint that checks signatures.
pub(crate) async fn endpoint() -> LocalSsm {
    LocalSsm::builder()
        .region(REGION)
        .credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY)
        .start()
        .await
        .expect("a free port")
}

/// A client of that endpoint, to look at what the programs did.
pub(crate) fn client(endpoint: &LocalSsm) -> Client {
    Client::builder()
        .without_env()
        .region(REGION)
        .endpoint_url(endpoint.endpoint_url())
        .static_credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None)
        .build()
        .expect("a usable configuration")
}

/// One of the example programs, about to run.
pub(crate) struct Program {
    command: Command,
}

/// How it ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Program {
    /// The program, with nothing that AWS tools understand in its environment, no files of theirs, and
    /// no network to ask for credentials.
    pub(crate) fn without_environment(name: &str) -> Self {
        let mut command = Command::new(path(name));
        let _ = std::fs::File::create(concat!(env!("CARGO_TARGET_TMPDIR"), "/empty"));
        for (variable, _) in std::env::vars_os() {
            if variable.to_string_lossy().starts_with("AWS_") {
                command.env_remove(variable);
            }
        }
        command.env("AWS_EC2_METADATA_DISABLED", "true");
        for variable in ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"] {
            command.env(variable, concat!(env!("CARGO_TARGET_TMPDIR"), "/empty"));
        }
        command.kill_on_drop(true).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self { command }
    }

    /// The program, with region and credentials in its environment.
    pub(crate) fn with_credentials(name: &str) -> Self {
        Self::without_environment(name)
            .variable("AWS_REGION", REGION)
            .variable("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID)
            .variable("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY)
    }

    /// The program, with everything in its environment that it needs to call the endpoint.
    pub(crate) fn calling(name: &str, endpoint: &LocalSsm) -> Self {
        Self::with_credentials(name).variable("AWS_ENDPOINT_URL_SSM", &endpoint.endpoint_url())
    }

    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn arguments(mut self, arguments: &[&str]) -> Self {
        self.command.args(arguments);
        self
    }

    pub(crate) fn spawn(mut self) -> Child {
        self.command.spawn().expect("the example programs are there, as after `cargo build --examples`")
    }

    /// Starts it in a terminal, which is its own.
    #[cfg(unix)]
    pub(crate) fn spawn_in(self, terminal: pty_process::Pts) -> Child {
        let command = pty_process::Command::from(self.command);
        command.spawn(terminal).expect("the example programs are there, as after `cargo build --examples`")
    }

    /// Runs it to its end without input.
    pub(crate) async fn run(self) -> Outcome {
        self.run_with_input("").await
    }

    /// Runs it to its end with this on its standard input.
    pub(crate) async fn run_with_input(self, input: &str) -> Outcome {
        let mut child = self.spawn();
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.as_bytes().to_vec();
        let writing = tokio::spawn(async move {
            // A program may end before it has read everything.
            let _ = stdin.write_all(&input).await;
        });
        let output = tokio::time::timeout(PATIENCE, child.wait_with_output()).await;
        let output = output.expect("the program ends").expect("its output can be read");
        writing.abort();
        let outcome = Outcome {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        };
        assert!(!format!("{outcome:?}").contains(SECRET_ACCESS_KEY), "the secret access key is printed");
        outcome
    }
}

impl Outcome {
    /// The standard output of a program that did its work.
    pub(crate) fn success(self) -> String {
        assert_eq!((self.status, self.stderr.as_str()), (Some(0), ""), "{}", self.stdout);
        self.stdout
    }

    /// What a program that ended with this status said: one line on standard error.
    pub(crate) fn complaint(&self, status: i32) -> &str {
        assert_eq!(self.status, Some(status), "{self:?}");
        let line = self.stderr.strip_suffix('\n').unwrap_or_else(|| panic!("no line: {self:?}"));
        assert!(!line.is_empty() && !line.contains(char::is_control), "not one line: {self:?}");
        line
    }
}

/// Cargo puts tests into `deps` and examples beside it.
fn path(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("the path of the test");
    let profile = test.parent().and_then(|deps| deps.parent()).expect("a folder for the profile");
    profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
