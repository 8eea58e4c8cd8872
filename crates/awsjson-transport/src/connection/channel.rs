//! HTTP/1.1 on one connection, driven by the call that uses it.
//!
//! The HTTP client has each connection in two halves: one takes requests, the other reads and writes, and
//! is usually a task of its own. Then a call wakes that task, which wakes the call when the answer is
//! there, often from one processor to another. Here a call's future polls both halves. So nobody is woken
//! but by the network, dropping the future closes the connection, and whether anything was sent is known
//! for certain.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::uri::{Authority, Scheme};
use http::{Request, Response, Uri};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::client::conn::TrySendError;
use hyper::client::conn::http1::{self, SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::task::unconstrained;

use super::stream::Stream;

/// A connection that requests go out on, one after the other.
pub(super) struct Channel {
    scheme: Option<Scheme>,
    authority: Option<Authority>,
    requests: SendRequest<Payload>,
    /// What reads and writes; `None` when the connection has ended.
    driver: Option<http1::Connection<TokioIo<Stream>, Payload>>,
}

impl Channel {
    /// Over a connection to the host of a URI. In a box, because it is large and goes from hand to hand.
    pub(super) async fn new(stream: Stream, uri: &Uri) -> hyper::Result<Box<Self>> {
        let (requests, driver) = handshake(TokioIo::new(stream)).await?;
        let (scheme, authority) = (uri.scheme().cloned(), uri.authority().cloned());
        Ok(Box::new(Self { scheme, authority, requests, driver: Some(driver) }))
    }

    /// Whether this is where requests for a URI go.
    pub(super) fn leads_to(&self, uri: &Uri) -> bool {
        self.scheme.as_ref() == uri.scheme() && self.authority.as_ref() == uri.authority()
    }

    /// Whether the last answer was read to its end and the other side lets another request follow.
    pub(super) fn is_idle(&self) -> bool {
        self.driver.is_some() && self.requests.is_ready()
    }

    /// The same after a look at what came since: the end of the connection, or what nobody asked for.
    pub(super) fn is_still_idle(&mut self) -> bool {
        self.drive(&mut unheard());
        self.is_idle()
    }

    /// Puts a request up for sending, and gives the future of its answer's head, which comes when the
    /// channel is driven. What comes back with the error was not sent.
    pub(super) fn put(
        &mut self,
        request: Request<Bytes>,
    ) -> impl Future<Output = Result<Response<Incoming>, TrySendError<Request<Payload>>>> + use<> {
        // Without Tokio's budget, which tells a future by its waker that it is used up.
        unconstrained(self.requests.try_send_request(request.map(Payload::new)))
    }

    /// The next part of an answer's body; `None` at its end.
    pub(super) async fn next_chunk(&mut self, body: &mut Incoming) -> hyper::Result<Option<Bytes>> {
        loop {
            let frame = self.drive_until(|unheard| Pin::new(&mut *body).poll_frame(unheard));
            match frame.await.transpose()?.map(Frame::into_data) {
                None => return Ok(None),
                Some(Ok(data)) => return Ok(Some(data)),
                // What is no data is a trailer, which no service sends a part of its answer in.
                Some(Err(_)) => {}
            }
        }
    }

    /// Drives the connection until something is there that can only come from it; so there is no need to
    /// be woken for that.
    pub(super) fn drive_until<T>(
        &mut self,
        mut poll: impl FnMut(&mut Context<'_>) -> Poll<T> + Unpin,
    ) -> impl Future<Output = T> + Unpin {
        poll_fn(move |context| {
            if let Poll::Ready(ready) = poll(&mut unheard()) {
                return Poll::Ready(ready);
            }
            self.drive(context);
            poll(&mut unheard())
        })
    }

    /// Reads and writes what there is to read and write. What goes wrong is told to whoever waits for an
    /// answer.
    fn drive(&mut self, context: &mut Context<'_>) {
        if self.driver.as_mut().is_some_and(|driver| Pin::new(driver).poll(context).is_ready()) {
            self.driver = None;
        }
    }
}

/// The context of a poll that nobody is to be woken for.
fn unheard() -> Context<'static> {
    Context::from_waker(Waker::noop())
}

/// A request's body. An empty one is a body too, whose length a header tells.
pub(super) struct Payload(Option<Bytes>);

impl Payload {
    fn new(bytes: Bytes) -> Self {
        Self(Some(bytes))
    }

    pub(super) fn into_bytes(self) -> Bytes {
        self.0.unwrap_or_default()
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
