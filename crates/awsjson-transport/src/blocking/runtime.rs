//! The thread in the background, and waiting for a future on the thread that asks.

use std::io;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use super::context;
use crate::failure::Failure;

/// A runtime on a thread of its own, which begins when it is first needed.
#[derive(Default)]
pub(super) struct Runtime(Mutex<Option<Background>>);

impl Runtime {
    /// Waits for a future, which is polled on this thread; what it spawns, and the timers and
    /// connections that it waits for, are the background's.
    pub(super) fn block_on<F: Future>(&self, future: F) -> Result<F::Output, Failure> {
        let handle = self.handle()?;
        let _entered = handle.enter();
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        let mut future = pin!(future);
        loop {
            match future.as_mut().poll(&mut context) {
                Poll::Ready(output) => return Ok(output),
                Poll::Pending => thread::park(),
            }
        }
    }

    /// The background's runtime, unless waiting for it is not allowed here.
    fn handle(&self) -> Result<Handle, Failure> {
        if context::is_async() {
            return Err(Failure::configuration(
                "a blocking call in async code would hold up the runtime; await the call of an async client \
                 instead, or make this one within tokio::task::spawn_blocking",
            ));
        }
        let mut background = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(background) = &*background {
            return Ok(background.handle.clone());
        }
        let started = Background::start().map_err(|error| {
            Failure::configuration("the thread for the connections cannot be started").caused_by(error)
        })?;
        Ok(background.insert(started).handle.clone())
    }
}

struct Background {
    handle: Handle,
    /// The thread ends when this is dropped.
    _stop: oneshot::Sender<()>,
}

impl Background {
    fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel();
        thread::Builder::new().name("awsjson-blocking".to_owned()).spawn(move || {
            // Nothing is ever sent: it ends as soon as the other side is gone.
            let _ = runtime.block_on(stopped);
            // A look-up of a host name may still be running. Nobody waits for it any more.
            runtime.shutdown_background();
        })?;
        Ok(Self { handle, _stop: stop })
    }
}

/// Lets a thread that waits for a future look at it again.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    /// Something that lives as long as the background does.
    fn sign_of_life(runtime: &Runtime) -> mpsc::Receiver<()> {
        let (sender, receiver) = mpsc::channel();
        let kept = async move {
            std::future::pending::<()>().await;
            drop(sender);
        };
        runtime.block_on(async { drop(tokio::spawn(kept)) }).unwrap();
        assert_eq!(receiver.try_recv(), Err(mpsc::TryRecvError::Empty));
        receiver
    }

    #[test]
    fn the_background_ends_with_the_runtime() {
        let runtime = Runtime::default();
        let life = sign_of_life(&runtime);
        drop(runtime);
        assert_eq!(life.recv(), Err(mpsc::RecvError));
    }

    #[test]
    fn the_background_ends_though_async_code_lets_it_go() {
        let runtime = Runtime::default();
        let life = sign_of_life(&runtime);
        Builder::new_current_thread().build().unwrap().block_on(async { drop(runtime) });
        assert_eq!(life.recv(), Err(mpsc::RecvError));
    }

    #[test]
    fn tasks_go_on_while_nobody_waits() {
        let runtime = Runtime::default();
        let (sender, receiver) = mpsc::channel();
        let task = async move {
            tokio::time::sleep(Duration::from_millis(1)).await;
            sender.send(()).unwrap();
        };
        runtime.block_on(async { drop(tokio::spawn(task)) }).unwrap();
        assert_eq!(receiver.recv(), Ok(()));
    }

    #[test]
    fn no_thread_is_started_before_the_first_call() {
        let runtime = Runtime::default();
        assert!(runtime.0.lock().unwrap().is_none());
        runtime.block_on(async {}).unwrap();
        assert!(runtime.0.lock().unwrap().is_some());
    }
}
