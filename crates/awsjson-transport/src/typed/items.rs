//! The elements of all pages, one after the other.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{Error, PagedItems, Pages};
use crate::Transport;

/// All elements of all pages, each page fetched when the one before is used up.
///
/// A `Stream`, and without any stream crate a loop over [`try_next`](Self::try_next); an `Iterator`
/// over a blocking transport. Pages without elements are passed over as long as the service says that more follow.
#[must_use = "nothing is sent until an element is asked for"]
pub struct Items<R: PagedItems, T = Transport> {
    pub(super) pages: Pages<R, T>,
    pub(super) page: std::vec::IntoIter<R::Item>,
}

impl<R: PagedItems, T> Items<R, T> {
    /// The elements of these pages.
    #[inline]
    pub fn new(pages: Pages<R, T>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }
}

impl<R: PagedItems> Items<R> {
    /// Fetches each page while the elements of the one before it are worked on; see
    /// [`Pages::prefetch`].
    #[inline]
    pub fn prefetch(mut self) -> Self {
        self.pages = self.pages.prefetch();
        self
    }

    /// The next element, or none after the last.
    ///
    /// # Errors
    ///
    /// As [`Pages::try_next`].
    #[inline]
    pub async fn try_next(&mut self) -> Result<Option<R::Item>, Error<R::Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }

    /// All elements that are left.
    ///
    /// # Errors
    ///
    /// As [`Pages::try_next`]; the elements before the error are lost with it.
    #[inline]
    pub async fn try_collect(mut self) -> Result<Vec<R::Item>, Error<R::Error>> {
        let mut all = Vec::new();
        while let Some(item) = self.try_next().await? {
            all.push(item);
        }
        Ok(all)
    }
}

impl<R: PagedItems> Stream for Items<R> {
    type Item = Result<R::Item, Error<R::Error>>;

    #[inline]
    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                Some(Ok(page)) => this.page = R::items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<R: PagedItems, T> fmt::Debug for Items<R, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Items").field("operation", &R::INFO.name).finish_non_exhaustive()
    }
}
