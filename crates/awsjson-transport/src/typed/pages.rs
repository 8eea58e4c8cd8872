//! The pages of an answer, one after the other.

mod ahead;

use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{Error, Operation, Paged, call};
use crate::{CallOptions, ErrorKind, Failure, OperationInfo, Transport};

/// One page, or why there is none.
type Page<R> = Result<<R as Operation>::Response, Error<<R as Operation>::Error>>;
type Pending<R> = Pin<Box<dyn Future<Output = Page<R>> + Send>>;

/// All pages of an answer, fetched one at a time as they are asked for.
///
/// A `Stream`, and without any stream crate a loop over [`try_next`](Self::try_next); an `Iterator`
/// over a blocking transport. Nothing is sent before the first page is wanted. After an error nothing more comes; to go on from there,
/// make the same request again with [`next_token`](Self::next_token).
#[must_use = "nothing is sent until a page is asked for"]
pub struct Pages<R: Paged, T = Transport> {
    transport: T,
    options: CallOptions,
    /// The request for the next page; none after the last.
    next: Option<R>,
    pending: Option<Pending<R>>,
    /// How the page after the one that is given out is begun, if it is fetched ahead. A pointer, so
    /// that who does not fetch ahead compiles nothing of it.
    fetch_ahead: Option<fn(Pending<R>) -> Pending<R>>,
    token: Option<String>,
    /// Hashes of the tokens seen, by which a circle is noticed without keeping the tokens.
    seen: HashSet<u64>,
    hasher: RandomState,
}

impl<R: Paged, T> Pages<R, T> {
    /// The pages that this request begins. A token in the request makes it begin there.
    #[inline]
    pub fn new(transport: T, mut request: R, options: CallOptions) -> Self {
        let token = request.token().clone();
        let hasher = RandomState::new();
        let seen = token.iter().map(|token| hasher.hash_one(token)).collect();
        Self {
            transport,
            options,
            next: Some(request),
            pending: None,
            fetch_ahead: None,
            token,
            seen,
            hasher,
        }
    }

    /// The token of the page that comes next, by which a later request resumes here. None before
    /// the first page, unless the request began with one, and none after the last.
    #[inline]
    #[must_use]
    pub fn next_token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// What fetches the next page; none after the last.
    #[inline]
    pub(super) fn next_call(&self) -> Option<(T, R, CallOptions)>
    where
        T: Clone,
    {
        Some((self.transport.clone(), self.next.clone()?, self.options.clone()))
    }

    /// Takes an answer for the next page.
    #[inline]
    pub(super) fn advance(&mut self, answer: Page<R>) -> Page<R> {
        let request = self.next.take();
        let mut page = answer?;
        self.token = R::next_token(&mut page).filter(|token| !token.is_empty());
        if let (Some(token), Some(mut request)) = (&self.token, request) {
            if !self.seen.insert(self.hasher.hash_one(token)) {
                return Err(repeated_token(R::INFO).into());
            }
            *request.token() = Some(token.clone());
            self.next = Some(request);
        }
        Ok(page)
    }
}

impl<R: Paged> Pages<R> {
    /// Fetches each page while the one before it is worked on: one page ahead, never more, and none
    /// before the first is asked for.
    ///
    /// It is fetched by a task of the Tokio runtime, so that it comes also while the program waits for
    /// something else. The task ends with the pages: dropping them gives up what it was fetching. What
    /// fails is told when that page is asked for. Whoever stops early has caused one request more than
    /// was needed.
    #[inline]
    pub fn prefetch(mut self) -> Self {
        self.fetch_ahead = Some(ahead::spawn::<R>);
        self
    }

    /// The next page, or none after the last.
    ///
    /// # Errors
    ///
    /// Those of the operation, and a token that the service gave before: following it would never
    /// end.
    #[inline]
    pub async fn try_next(&mut self) -> Result<Option<R::Response>, Error<R::Error>> {
        std::future::poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    #[inline]
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Page<R>>> {
        if self.pending.is_none() {
            self.pending = self.begin();
        }
        let Some(pending) = &mut self.pending else { return Poll::Ready(None) };
        let answer = ready!(pending.as_mut().poll(context));
        self.pending = None;
        let page = self.advance(answer);
        if let (Some(fetch_ahead), Ok(_)) = (self.fetch_ahead, &page) {
            self.pending = self.begin().map(fetch_ahead);
        }
        Poll::Ready(Some(page))
    }

    /// The call for the next page; none after the last.
    #[inline]
    fn begin(&self) -> Option<Pending<R>> {
        let (transport, request, options) = self.next_call()?;
        Some(Box::pin(call(transport, request, options)))
    }
}

fn repeated_token(operation: &'static OperationInfo) -> Failure {
    let problem = "the same page token came twice, so the pages would never end";
    Failure::new(ErrorKind::Decode, problem).of_operation(operation).sent(true)
}

impl<R: Paged> Stream for Pages<R> {
    type Item = Page<R>;

    #[inline]
    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}

impl<R: Paged, T> fmt::Debug for Pages<R, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pages").field("operation", &R::INFO.name).finish_non_exhaustive()
    }
}
