//! A process of the standard library that async code waits for.
//!
//! Tokio's own would bring its handling of signals into every program, 50 KB and two CPU seconds of a
//! release build, for something that runs once an hour where it runs at all.

use std::io;
use std::process::{Child, ExitStatus};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

/// How often a process that has closed its pipes is asked whether it has ended. Nearly all have.
const ASK_EVERY: Duration = Duration::from_millis(1);

/// A process that is killed when nobody waits for it any more.
pub(super) struct Running(Option<Child>);

impl Running {
    pub(super) fn new(child: Child) -> Self {
        Self(Some(child))
    }

    /// How it ended.
    pub(super) async fn ended(mut self) -> io::Result<ExitStatus> {
        loop {
            if let Some(child) = &mut self.0
                && let Some(status) = child.try_wait()?
            {
                self.0 = None;
                return Ok(status);
            }
            tokio::time::sleep(ASK_EVERY).await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(mut child) = self.0.take() {
            let _ = child.kill();
            // The system keeps a process until somebody has asked how it ended.
            let _ = in_background(move || child.wait());
        }
    }
}

/// Does what blocks on a thread of its own, which the runtime does not wait for when it ends: what a
/// process has started may hold its pipes for longer than the process lives.
pub(super) fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<impl Future<Output = io::Result<T>>> {
    let (sender, outcome) = oneshot::channel();
    // The standard library's part is compiled once for each type of work, so there is one.
    let work: Box<dyn FnOnce() + Send> = Box::new(move || drop(sender.send(work())));
    thread::Builder::new().name("credential_process".to_owned()).spawn(work)?;
    Ok(async { outcome.await.unwrap_or_else(|stopped| Err(io::Error::other(stopped))) })
}
