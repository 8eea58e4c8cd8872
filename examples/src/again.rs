//! A program that shows what depends on its environment.

use std::io;
use std::process::{Command, Output, Stdio};

/// Runs this program once more with `--aws`, and waits for its end. Of what AWS tools understand, its
/// environment has these variables alone, and it looks at no files that these do not name.
///
/// A program cannot change its own environment safely while it has threads, so it changes that of another.
///
/// # Errors
///
/// The program cannot be started again.
pub async fn run_again(variables: &[(&str, &str)]) -> io::Result<Output> {
    let mut command = Command::new(std::env::current_exe()?);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
    let nowhere = std::env::temp_dir().join("no-such-file-of-aws-tools");
    command
        .arg("--aws")
        .envs([("AWS_CONFIG_FILE", &nowhere), ("AWS_SHARED_CREDENTIALS_FILE", &nowhere)])
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .envs(variables.iter().copied())
        .stdin(Stdio::null());
    tokio::task::spawn_blocking(move || command.output()).await.map_err(io::Error::other)?
}
