//! The same calls, pages and waits over a transport that is waited for.

use awsjson_wire::Document;

use super::call::{answer, exchange};
use super::{Error, Items, JsonItems, JsonOperation, Operation, Paged, PagedItems, Pages, Wait, WaitError};
use crate::blocking::Transport;
use crate::{CallOptions, Failure};

/// Makes a call and waits for its answer.
///
/// # Errors
///
/// Everything that can go wrong, and async code, which must not wait; see [`Failure`].
#[inline]
pub fn call_blocking<R: Operation>(
    transport: &Transport,
    request: R,
    options: CallOptions,
) -> Result<R::Response, Error<R::Error>> {
    answer::<R>(transport.wait(R::INFO, exchange(transport.inner().clone(), request, options)))
}

/// Fetches each page when it is asked for, and ends after an error.
impl<R: Paged> Iterator for Pages<R, Transport> {
    type Item = Result<R::Response, Error<R::Error>>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (transport, request, options) = self.next_call()?;
        let answer = call_blocking(&transport, request, options);
        Some(self.advance(answer))
    }
}

/// Fetches each page when the one before is used up, and ends after an error.
impl<R: PagedItems> Iterator for Items<R, Transport> {
    type Item = Result<R::Item, Error<R::Error>>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.page.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.page = R::items(page).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<R: Paged> std::iter::FusedIterator for Pages<R, Transport> {}

impl<R: PagedItems> std::iter::FusedIterator for Items<R, Transport> {}

impl<R: Operation + Clone> Wait<R, Transport> {
    /// Waits until it is decided.
    ///
    /// # Errors
    ///
    /// As those of the async wait, and async code, which must not wait; see [`WaitError`].
    #[inline]
    pub fn wait(self) -> Result<R::Response, WaitError<R>> {
        let (transport, wait) = self.into_async();
        let outcome = transport.block_on(R::INFO, wait.into_future());
        outcome.unwrap_or_else(|failure| Err(WaitError::Call(failure.into())))
    }
}

impl JsonOperation {
    /// Makes the call and waits for its answer.
    ///
    /// # Errors
    ///
    /// Those of [`call`](Self::call), and async code, which must not wait.
    pub fn call_blocking(
        &self,
        transport: &Transport,
        input: &[u8],
        options: CallOptions,
    ) -> Result<Document, Error> {
        transport.block_on(self.info(), self.call(transport.inner(), input, options))?
    }

    /// The elements of all pages, one by one.
    ///
    /// # Errors
    ///
    /// Input that is not of the operation's type, and an operation without pages.
    pub fn items_blocking(
        &self,
        transport: &Transport,
        input: &[u8],
        options: CallOptions,
    ) -> Result<BlockingJsonItems, Error> {
        let items = self.items(transport.inner(), input, options)?;
        Ok(BlockingJsonItems { operation: *self, transport: transport.clone(), items: Some(items) })
    }
}

/// The elements of all pages, as JSON. It ends after an error.
#[derive(Debug)]
#[must_use = "nothing is sent until an element is asked for"]
pub struct BlockingJsonItems {
    operation: JsonOperation,
    transport: Transport,
    /// None after an error.
    items: Option<JsonItems>,
}

impl Iterator for BlockingJsonItems {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.transport.block_on(self.operation.info(), self.items.as_mut()?.try_next());
        let item = next.map_err(Failure::into).flatten().transpose();
        if !matches!(item, Some(Ok(_))) {
            self.items = None;
        }
        item
    }
}

impl std::iter::FusedIterator for BlockingJsonItems {}
