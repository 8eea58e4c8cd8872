//! Reading answers: bounded in length and time.

use std::pin::pin;

use bytes::{Bytes, BytesMut};
use http::Response;
use hyper::body::{Body, Incoming};

use super::channel::Channel;
use super::interrupted;
use crate::deadline::Timer;
use crate::failure::{Failure, MAX_ERROR_BYTES, Part, request_id};
use crate::seams::Answer;

/// Room is made at once for what the head announces, up to 1 MiB; what is longer must come first.
const MOST_ROOM: u64 = 1 << 20;

/// An answer whose head has come, and where the rest of it comes from.
pub(super) struct Arriving<'a, 't> {
    pub(super) channel: &'a mut Channel,
    pub(super) response: Response<Incoming>,
    pub(super) timer: &'a mut Timer<'t>,
}

impl Arriving<'_, '_> {
    /// Reads what follows the head: of a success all of it, of an error what comes.
    pub(super) async fn read(&mut self, max_bytes: usize) -> Result<Answer, Failure> {
        let status = self.response.status();
        let headers = std::mem::take(self.response.headers_mut());
        let (body, cut) = if status.is_success() {
            let body = self.whole(max_bytes).await;
            (body.map_err(|failure| failure.answered(status.as_u16(), request_id(&headers)))?, false)
        } else {
            let part = self.as_far_as_possible(MAX_ERROR_BYTES).await;
            (part.bytes, part.cut)
        };
        Ok(Answer { status, headers, body, cut })
    }

    /// The whole body, or the failure that kept it from being read.
    async fn whole(&mut self, max_bytes: usize) -> Result<Bytes, Failure> {
        let length = self.response.body().size_hint().exact().unwrap_or(0);
        if length > max_bytes as u64 {
            return Err(Failure::too_large(max_bytes));
        }
        // Most answers come in one chunk, which is kept as it came.
        let first = self.next_chunk().await?.unwrap_or_default();
        if first.len() > max_bytes {
            return Err(Failure::too_large(max_bytes));
        }
        let Some(mut chunk) = self.next_chunk().await? else {
            return Ok(first);
        };
        let mut body = BytesMut::with_capacity(length.min(MOST_ROOM) as usize);
        body.extend_from_slice(&first);
        loop {
            if chunk.len() > max_bytes - body.len() {
                return Err(Failure::too_large(max_bytes));
            }
            body.extend_from_slice(&chunk);
            match self.next_chunk().await? {
                Some(next) => chunk = next,
                None => return Ok(body.freeze()),
            }
        }
    }

    /// The body as far as it comes: for errors, whose status is worth more than the rest of their text.
    async fn as_far_as_possible(&mut self, max_bytes: usize) -> Part {
        let mut body = BytesMut::new();
        let cut = loop {
            match self.next_chunk().await {
                Ok(Some(chunk)) => {
                    let fits = chunk.len().min(max_bytes - body.len());
                    body.extend_from_slice(&chunk[..fits]);
                    if fits < chunk.len() {
                        break true;
                    }
                }
                Ok(None) => break false,
                Err(_) => break true,
            }
        };
        Part { bytes: body.freeze(), cut }
    }

    async fn next_chunk(&mut self) -> Result<Option<Bytes>, Failure> {
        let chunk = self.timer.bound(pin!(self.channel.next_chunk(self.response.body_mut()))).await;
        chunk.map_err(|expired| expired.without("no complete answer"))?.map_err(interrupted)
    }
}
