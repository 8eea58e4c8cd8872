//! Reading bodies: bounded in length and time.

use std::future::poll_fn;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use http::Response;
use hyper::body::{Body, Incoming};

use crate::connection::{Deadline, interrupted, timed_out};
use crate::failure::{Failure, Part};

/// Room is made at once for what the head announces, up to 1 MiB; what is longer must come first.
const MOST_ROOM: u64 = 1 << 20;

/// The whole body, or the failure that kept it from being read.
pub(super) async fn whole(
    mut response: Response<Incoming>,
    max_bytes: usize,
    deadline: Deadline,
) -> Result<Bytes, Failure> {
    let length = response.body().size_hint().exact().unwrap_or(0);
    if length > max_bytes as u64 {
        return Err(Failure::too_large(max_bytes));
    }
    // Most answers come in one chunk, which is kept as it came.
    let first = next_chunk(&mut response, deadline).await?.unwrap_or_default();
    if first.len() > max_bytes {
        return Err(Failure::too_large(max_bytes));
    }
    let Some(mut chunk) = next_chunk(&mut response, deadline).await? else {
        return Ok(first);
    };
    let mut body = BytesMut::with_capacity(length.min(MOST_ROOM) as usize);
    body.extend_from_slice(&first);
    loop {
        if chunk.len() > max_bytes - body.len() {
            return Err(Failure::too_large(max_bytes));
        }
        body.extend_from_slice(&chunk);
        match next_chunk(&mut response, deadline).await? {
            Some(next) => chunk = next,
            None => return Ok(body.freeze()),
        }
    }
}

/// The body as far as it comes: for errors, whose status is worth more than the rest of their text.
pub(super) async fn as_far_as_possible(
    mut response: Response<Incoming>,
    max_bytes: usize,
    deadline: Deadline,
) -> Part {
    let mut body = BytesMut::new();
    let cut = loop {
        match next_chunk(&mut response, deadline).await {
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

async fn next_chunk(response: &mut Response<Incoming>, deadline: Deadline) -> Result<Option<Bytes>, Failure> {
    let body = response.body_mut();
    loop {
        let frame = deadline.bound(poll_fn(|context| Pin::new(&mut *body).poll_frame(context))).await;
        match frame.map_err(|expired| timed_out("no complete answer", &expired))? {
            None => return Ok(None),
            Some(Err(error)) => return Err(interrupted(error)),
            // What is no data is a trailer, which no service sends a part of its answer in.
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}
