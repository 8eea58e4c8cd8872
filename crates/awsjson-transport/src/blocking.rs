//! Calls for programs without a runtime, behind the feature `blocking`.
//!
//! A [`Transport`] of this module makes each call on the thread that asks for it, which waits for the
//! answer. What has to go on between calls (noticing that an idle connection was closed, above all)
//! is done by one thread in the background. The first call starts it, all clones share it, and it
//! ends with the last of them.
//!
//! # Where it may be used
//!
//! Everywhere, except where waiting would hold up a Tokio runtime: in async code, a call fails with
//! [`ErrorKind::Configuration`](crate::ErrorKind::Configuration), before anything is sent. Within
//! `tokio::task::spawn_blocking` and `tokio::task::block_in_place` calls work. Making, cloning and
//! dropping a client is allowed everywhere.
//!
//! Async code is told by Tokio's budget for cooperative scheduling. It cannot be told within
//! `tokio::task::unconstrained`, which has no budget, nor on other runtimes than Tokio: there a call
//! works, and holds its thread up until it ends, at the latest by its time-out.

mod context;
mod runtime;
mod transport;

pub(crate) use context::is_async;
pub use transport::Transport;

use crate::failure::Failure;

/// Waits for a future that belongs to no transport.
pub(crate) fn wait_for<F: Future>(future: F) -> Result<F::Output, Failure> {
    runtime::Runtime::default().block_on(future)
}
