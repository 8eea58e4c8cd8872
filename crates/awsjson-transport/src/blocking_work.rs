//! Work that blocks, off the threads of the runtime.

use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

/// Runs what may block, such as reading files, on a thread that may be blocked. Gives nothing if the
/// runtime ends before.
pub(crate) async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (sender, outcome) = oneshot::channel();
    // Tokio's part is compiled once for each type of work, so there is one.
    let work: Box<dyn FnOnce() + Send> = Box::new(move || drop(sender.send(work())));
    spawn_blocking(work);
    outcome.await.ok()
}
