//! A service to call, ways to call it, and things to say about how that failed.

use std::error::Error;
use std::process::Command;

use awsjson_transport::{Failure, OperationInfo, RetryMode, Safety, Transport, TransportBuilder};

pub use crate::service::{GET_PARAMETER, SSM, call};

pub static PUT_PARAMETER: OperationInfo = OperationInfo::new("PutParameter", Safety::Idempotent);

pub static SEND_COMMAND: OperationInfo = OperationInfo::new("SendCommand", Safety::SideEffects);

/// A complete builder for an endpoint, to change as the test needs. Each call is sent once.
pub fn builder(url: &str) -> TransportBuilder {
    Transport::builder(&SSM)
        .region("eu-central-1")
        .static_credentials("AKIDEXAMPLE", "hunter2-secret", None)
        .endpoint_url(url)
        .retry_mode(RetryMode::Off)
}

/// The failure of a call to an endpoint.
pub async fn failure_at(url: &str, operation: &'static OperationInfo) -> Failure {
    call(&builder(url).build().unwrap(), operation).await.unwrap_err()
}

/// The failure's line and the text of each source after it.
pub fn texts(failure: &Failure) -> Vec<String> {
    std::iter::successors(Some(failure as &dyn Error), |&error| error.source())
        .map(ToString::to_string)
        .collect()
}

/// The failure prints as one line, and nothing twice along its sources.
pub fn assert_reads_well(failure: &Failure) {
    let texts = texts(failure);
    assert!(!texts[0].contains('\n'), "{texts:?}");
    for (i, text) in texts.iter().enumerate() {
        assert!(!text.is_empty(), "{texts:?}");
        for (j, other) in texts.iter().enumerate() {
            assert!(i == j || !text.contains(other), "{texts:?}");
        }
    }
}

/// The home directory of tests in a process of their own, unless they have another.
pub const HOME: &str = "/nowhere";

/// Runs a test again in a process with these environment variables and none besides that concern
/// AWS, certificates or proxies, in a home directory that does not exist, since a test cannot change the environment of its own process. Returns whether
/// this is that process.
pub fn in_process_with(variables: &[(&str, &str)], test: &str) -> bool {
    const MARK: &str = "AWSJSON_TRANSPORT_TEST";
    if std::env::var(MARK).as_deref() == Ok(test) {
        return true;
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("AWS_")
            || text.starts_with("SSL_CERT_")
            || text.to_ascii_lowercase().ends_with("_proxy")
        {
            command.env_remove(name);
        }
    }
    let output = command
        .args(["--exact", test, "--nocapture"])
        .env(MARK, test)
        .env("HOME", HOME)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{text}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    false
}
