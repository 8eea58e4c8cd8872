//! A channel as bytes in and out.

use std::io;
use std::task::{Context, Poll};

use bytes::Bytes;

use super::state::{Ending, State};
use super::{Channel, now};
use crate::SessionError;
use crate::protocol::PayloadType;
use crate::protocol::client::Content;

impl Channel {
    /// The next thing that the agent sent; nothing once the session is over and all was taken.
    pub(crate) fn poll_content(&self, context: &mut Context<'_>) -> Poll<io::Result<Option<Content>>> {
        let mut state = self.shared().lock();
        let content = match state.next_content(now()) {
            Ok(content) => content,
            Err(error) => {
                state.end(Ending::Failed(error.clone()));
                return Poll::Ready(Err(error.into_io()));
            }
        };
        if content.is_some() {
            // It made room, which the agent may be waiting for.
            state.wakers.wake_driver();
            return Poll::Ready(Ok(content));
        }
        match state.ending.clone() {
            Some(Ending::Closed(_)) => Poll::Ready(Ok(None)),
            Some(failed) => Poll::Ready(Err(failed.into_io())),
            None => {
                state.wakers.reader_waits(context);
                Poll::Pending
            }
        }
    }

    /// Sends as much as a message holds.
    pub(crate) fn poll_write(&self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if bytes.is_empty() {
            return Poll::Ready(Ok(0));
        }
        let mut state = self.shared().lock();
        let length = bytes.len().min(state.engine.payload_bytes());
        let payload = Bytes::copy_from_slice(&bytes[..length]);
        state.poll_send(context, PayloadType::Output, payload).map_ok(|()| length)
    }

    pub(crate) fn poll_send(
        &self,
        context: &mut Context<'_>,
        payload_type: PayloadType,
        payload: &Bytes,
    ) -> Poll<io::Result<()>> {
        self.shared().lock().poll_send(context, payload_type, payload.clone())
    }

    /// Waits until the agent has acknowledged all that was sent.
    pub(crate) fn poll_arrived(&self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut state = self.shared().lock();
        if state.engine.under_way() == 0 {
            return Poll::Ready(Ok(()));
        }
        if let Some(ending) = state.ending.clone() {
            return Poll::Ready(Err(ending.into_io()));
        }
        state.wakers.writer_waits(context);
        Poll::Pending
    }
}

impl State {
    fn poll_send(
        &mut self,
        context: &mut Context<'_>,
        payload_type: PayloadType,
        payload: Bytes,
    ) -> Poll<io::Result<()>> {
        if let Some(ending) = self.ending.clone() {
            return Poll::Ready(Err(ending.into_io()));
        }
        if !self.engine.can_send() {
            self.wakers.writer_waits(context);
            return Poll::Pending;
        }
        self.wakers.wake_driver();
        let sent = self.engine.send(now(), payload_type, payload);
        Poll::Ready(sent.map_err(|error| SessionError::engine(error).into_io()))
    }
}
