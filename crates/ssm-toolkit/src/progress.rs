//! Following something until it is over.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

/// What happens to a command or an execution, as it happens: a `Stream`, and without any stream crate a loop
/// over [`try_next`](Self::try_next).
///
/// Each update tells what changed since the one before. The stream ends with the update that says that it is
/// over, and after an error.
#[must_use = "nothing is sent until an update is asked for"]
pub struct Progress<U, E> {
    /// The step towards the next element; none after the last one.
    step: Option<Step<U, E>>,
}

/// Leads to an element and to what follows it.
type Step<U, E> = Pin<Box<dyn Future<Output = (Result<U, E>, Progress<U, E>)> + Send>>;

/// What is followed.
pub(crate) trait Follow: Send + 'static {
    type Update: Send + 'static;
    type Error: Send + 'static;

    /// Looks, and compares with the look before.
    fn look(&mut self) -> impl Future<Output = Result<Look<Self::Update>, Self::Error>> + Send;

    /// Waits until it is time for the next look: soon after news.
    fn pause(&mut self, news: bool) -> impl Future<Output = Result<(), Self::Error>> + Send;
}

/// What a look found.
pub(crate) struct Look<U> {
    pub(crate) update: U,
    /// Whether the update is worth telling.
    pub(crate) is_news: bool,
    /// Whether nothing will follow.
    pub(crate) is_over: bool,
}

impl<U, E> Progress<U, E> {
    /// The progress of this. Nothing happens before it is polled.
    pub(crate) fn of(follow: impl Follow<Update = U, Error = E>) -> Self {
        Self { step: Some(step(follow, None)) }
    }

    /// What happened next, or none when it is over.
    ///
    /// # Errors
    ///
    /// A look that failed; nothing follows.
    pub async fn try_next(&mut self) -> Result<Option<U>, E> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }
}

/// The step of who has looked already, with news or without, or has not yet.
fn step<F: Follow>(mut follow: F, looked: Option<bool>) -> Step<F::Update, F::Error> {
    Box::pin(async move {
        match news(&mut follow, looked).await {
            Ok(Look { update, is_over: true, .. }) => (Ok(update), Progress { step: None }),
            Ok(Look { update, is_news, .. }) => {
                (Ok(update), Progress { step: Some(step(follow, Some(is_news))) })
            }
            Err(error) => (Err(error), Progress { step: None }),
        }
    })
}

/// Looks until there is something to tell.
async fn news<F: Follow>(follow: &mut F, mut looked: Option<bool>) -> Result<Look<F::Update>, F::Error> {
    loop {
        if let Some(news) = looked {
            follow.pause(news).await?;
        }
        let look = follow.look().await?;
        if look.is_news || look.is_over {
            return Ok(look);
        }
        looked = Some(false);
    }
}

impl<U, E> Stream for Progress<U, E> {
    type Item = Result<U, E>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(step) = &mut self.step else { return Poll::Ready(None) };
        let (item, rest) = ready!(step.as_mut().poll(context));
        *self = rest;
        Poll::Ready(Some(item))
    }
}

impl<U, E> fmt::Debug for Progress<U, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress").finish_non_exhaustive()
    }
}
