//! An endpoint, and clients of it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use ssm_client::Client;
use ssm_local::LocalSsm;
use ssm_toolkit::Pacing;

/// How long a test waits for what must happen.
pub const PATIENCE: Duration = Duration::from_secs(120);

pub async fn start() -> LocalSsm {
    LocalSsm::start().await.unwrap()
}

pub fn client(ssm: &LocalSsm) -> Client {
    Client::builder()
        .without_env()
        .region("us-east-1")
        .endpoint_url(ssm.endpoint_url())
        .static_credentials("AKIDEXAMPLE", "secret", None)
        .build()
        .unwrap()
}

/// Looks often, since nothing here takes long.
pub fn fast() -> Pacing {
    Pacing::new(Duration::from_millis(5), Duration::from_millis(50)).calls_per_second(1000)
}

/// How many requests for an operation the endpoint received.
pub fn received(ssm: &LocalSsm, operation: &str) -> usize {
    ssm.requests().iter().filter(|request| request.operation == operation).count()
}

/// A folder that is gone after the test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("fleet-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
