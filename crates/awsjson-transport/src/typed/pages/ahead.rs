//! Fetching a page before it is asked for.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::{Page, Paged, Pending};
use crate::{ErrorKind, Failure};

/// A page that a task of its own fetches.
struct Ahead<R: Paged>(JoinHandle<Page<R>>);

/// Begins to fetch a page. Outside a runtime it stays as it is, and says so when it is asked for.
pub(super) fn spawn<R: Paged>(page: Pending<R>) -> Pending<R> {
    match Handle::try_current() {
        Ok(runtime) => Box::pin(Ahead::<R>(runtime.spawn(page))),
        Err(_) => page,
    }
}

impl<R: Paged> Future for Ahead<R> {
    type Output = Page<R>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Page<R>> {
        Poll::Ready(match ready!(Pin::new(&mut self.0).poll(context)) {
            Ok(page) => page,
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(error) => {
                let problem = "the runtime shut down while the page was fetched";
                let failure = Failure::new(ErrorKind::Interrupted, problem).of_operation(R::INFO);
                Err(failure.sent(true).caused_by(error).into())
            }
        })
    }
}

/// Nothing is fetched for nobody.
impl<R: Paged> Drop for Ahead<R> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
