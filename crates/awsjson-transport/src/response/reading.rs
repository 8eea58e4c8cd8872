//! Reading bodies: bounded in length and time.

use bytes::{Bytes, BytesMut};

use crate::connection::{Deadline, interrupted, timed_out};
use crate::failure::{Failure, Part};

/// The whole body, or the failure that kept it from being read.
pub(super) async fn whole(
    mut response: reqwest::Response,
    max_bytes: usize,
    deadline: Deadline,
) -> Result<Bytes, Failure> {
    if response.content_length().is_some_and(|length| length > max_bytes as u64) {
        return Err(Failure::too_large(max_bytes));
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = next_chunk(&mut response, deadline).await? {
        if chunk.len() > max_bytes - body.len() {
            return Err(Failure::too_large(max_bytes));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// The body as far as it comes: for errors, whose status is worth more than the rest of their text.
pub(super) async fn as_far_as_possible(
    mut response: reqwest::Response,
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

pub(crate) async fn next_chunk(
    response: &mut reqwest::Response,
    deadline: Deadline,
) -> Result<Option<Bytes>, Failure> {
    match deadline.bound(response.chunk()).await {
        Ok(Ok(chunk)) => Ok(chunk),
        Ok(Err(error)) => Err(interrupted(error)),
        Err(expired) => Err(timed_out("no complete answer", &expired)),
    }
}
