//! A stream of what one who follows something sees.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

/// What is followed: each step waits for news and gives it, or nothing more.
pub(crate) trait Follow: Send + 'static {
    type Item: Send + 'static;

    fn step(&mut self) -> impl Future<Output = Option<Self::Item>> + Send;
}

type Step<F> = Pin<Box<dyn Future<Output = (F, Option<<F as Follow>::Item>)> + Send>>;

/// The stream. Nothing happens unless it is polled, and after its end it stays ended.
pub(crate) struct Following<F: Follow> {
    idle: Option<F>,
    step: Option<Step<F>>,
}

impl<F: Follow> Following<F> {
    pub(crate) fn new(follow: F) -> Self {
        Self { idle: Some(follow), step: None }
    }
}

impl<F: Follow> Unpin for Following<F> {}

impl<F: Follow> Stream for Following<F> {
    type Item = F::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<F::Item>> {
        if let Some(mut follow) = self.idle.take() {
            self.step = Some(Box::pin(async move {
                let item = follow.step().await;
                (follow, item)
            }));
        }
        let Some(step) = &mut self.step else { return Poll::Ready(None) };
        let (follow, item) = ready!(step.as_mut().poll(context));
        self.step = None;
        if item.is_some() {
            self.idle = Some(follow);
        }
        Poll::Ready(item)
    }
}
