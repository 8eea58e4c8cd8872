//! Telling async code, where waiting would hold up a runtime, from code that may wait.

use std::pin::pin;
use std::task::{Context, Waker};

/// More than any budget, which Tokio counts in eight bits.
const MORE_THAN_ANY_BUDGET: usize = 256;

/// Whether a Tokio runtime is polling a future on this thread right now.
///
/// Tokio gives each poll a budget, and takes the budget away where waiting is allowed: in
/// `spawn_blocking`, in `block_in_place`, and outside of runtimes. So whoever can use up a budget has
/// one. There is a current `Handle` and a task id in `spawn_blocking` too, and everything in Tokio
/// that tells the two apart directly does so by a panic.
///
/// In async code this uses the budget up. All that follows from it is that the task yields once when
/// it next awaits something of Tokio's.
pub(crate) fn is_async() -> bool {
    let mut context = Context::from_waker(Waker::noop());
    (0..MORE_THAN_ANY_BUDGET).any(|_| pin!(tokio::task::consume_budget()).poll(&mut context).is_pending())
}

#[cfg(test)]
mod tests {
    use tokio::runtime::{Builder, Runtime};

    use super::is_async;

    fn runtimes() -> [Runtime; 2] {
        [Builder::new_current_thread(), Builder::new_multi_thread()]
            .map(|mut builder| builder.build().unwrap())
    }

    #[test]
    fn a_thread_of_no_runtime_may_wait() {
        assert!(!is_async());
    }

    #[test]
    fn async_code_may_not() {
        for runtime in runtimes() {
            assert!(runtime.block_on(async { is_async() }));
            assert!(runtime.block_on(async { tokio::spawn(async { is_async() }).await.unwrap() }));
            let local = tokio::task::LocalSet::new();
            let task = local.spawn_local(async { is_async() });
            assert!(runtime.block_on(local.run_until(task)).unwrap());
        }
    }

    #[test]
    fn code_that_async_code_lets_wait_may_wait() {
        for runtime in runtimes() {
            let task = runtime.spawn_blocking(is_async);
            assert!(!runtime.block_on(task).unwrap());
            let nested =
                runtime.spawn_blocking(|| tokio::runtime::Handle::current().block_on(async { is_async() }));
            assert!(runtime.block_on(nested).unwrap());
            let _entered = runtime.enter();
            assert!(!is_async());
        }
        let [_, multi_thread] = runtimes();
        assert!(!multi_thread.block_on(async { tokio::task::block_in_place(is_async) }));
    }

    #[test]
    fn a_task_goes_on_after_it_was_asked() {
        for runtime in runtimes() {
            let answer = runtime.block_on(async {
                let (sender, receiver) = tokio::sync::oneshot::channel();
                sender.send(is_async()).unwrap();
                receiver.await.unwrap()
            });
            assert!(answer);
        }
    }
}
