use tokio::runtime::{Builder, Runtime};

/// A runtime on the calling thread, so that all work of a call is that thread's.
#[must_use]
pub fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime starts")
}
