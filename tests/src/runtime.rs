//! What asynchronous tests run on where the harness does not bring its own runtime.

/// Runs a future to its end on a runtime with one thread.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime starts").block_on(future)
}
