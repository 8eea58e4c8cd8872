//! Knowing for certain whether a request went out.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

/// Whether a request went out, decided once and for good.
///
/// The HTTP client asks for the body when it has a connection and before it writes the first byte,
/// on a task of its own that may still run when the caller has given up. So the two decide it
/// between them: the first to say `Sent` or `Abandoned` wins, and an abandoned body fails instead of
/// going out. That is why "nothing was sent" can be relied on, and repeated on.
#[derive(Clone, Default)]
pub(super) struct Fate(Arc<OnceLock<Decision>>);

#[derive(Clone, Copy, PartialEq)]
enum Decision {
    Sent,
    Abandoned,
}

impl Fate {
    /// Whether the request is out. If not, it never will be.
    pub(super) fn sent_or_abandon(&self) -> bool {
        *self.0.get_or_init(|| Decision::Abandoned) == Decision::Sent
    }

    /// Whether the request was given up. If not, it is out from now on.
    fn abandoned_or_send(&self) -> bool {
        *self.0.get_or_init(|| Decision::Sent) == Decision::Abandoned
    }
}

/// A request's body that decides its [`Fate`] when the HTTP client asks for it.
pub(super) struct TrackedBody {
    bytes: Option<Bytes>,
    fate: Fate,
}

impl TrackedBody {
    /// An empty body is never asked for, so it counts as sent from the start.
    pub(super) fn new(bytes: Bytes, fate: Fate) -> Self {
        if bytes.is_empty() {
            fate.abandoned_or_send();
        }
        Self { bytes: Some(bytes), fate }
    }
}

impl Body for TrackedBody {
    type Data = Bytes;
    type Error = AbandonedRequest;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, AbandonedRequest>>> {
        if self.fate.abandoned_or_send() {
            return Poll::Ready(Some(Err(AbandonedRequest)));
        }
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}

/// The caller gave up before the request went out.
#[derive(Debug)]
pub(super) struct AbandonedRequest;

impl fmt::Display for AbandonedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the call was given up")
    }
}

impl Error for AbandonedRequest {}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(body: &mut TrackedBody) -> Option<Result<Bytes, AbandonedRequest>> {
        let mut context = Context::from_waker(std::task::Waker::noop());
        match Pin::new(body).poll_frame(&mut context) {
            Poll::Ready(frame) => frame.map(|frame| frame.map(|frame| frame.into_data().unwrap())),
            Poll::Pending => panic!("a body in memory is always ready"),
        }
    }

    #[test]
    fn a_body_that_was_asked_for_counts_as_sent() {
        let fate = Fate::default();
        let mut body = TrackedBody::new(Bytes::from_static(b"{}"), fate.clone());
        assert_eq!(body.size_hint().exact(), Some(2));
        assert_eq!(ask(&mut body).unwrap().unwrap(), "{}");
        assert!(fate.sent_or_abandon());
        assert!(ask(&mut body).is_none());
        assert!(body.is_end_stream());
    }

    #[test]
    fn an_abandoned_body_never_goes_out() {
        let fate = Fate::default();
        let mut body = TrackedBody::new(Bytes::from_static(b"{}"), fate.clone());
        assert!(!fate.sent_or_abandon());
        assert!(ask(&mut body).unwrap().is_err());
        assert!(!fate.sent_or_abandon());
    }

    #[test]
    fn an_empty_body_counts_as_sent() {
        let fate = Fate::default();
        TrackedBody::new(Bytes::new(), fate.clone());
        assert!(fate.sent_or_abandon());
    }
}
