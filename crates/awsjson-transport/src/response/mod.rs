//! What comes back: an answer, or the service's word that there is none.

mod error_body;
mod reading;
mod service_error;

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;

use crate::connection::Deadline;
use crate::failure::Failure;
use reading::Part;
pub(crate) use service_error::ServiceError;

/// The most that is read of an error's body: 1 MiB. What is longer is cut there, and the error stays
/// what it is.
pub const MAX_ERROR_BYTES: usize = 1 << 20;

/// The answer of a call that succeeded.
#[derive(Clone)]
#[non_exhaustive]
pub struct Reply {
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The answer's JSON as it came.
    pub body: Bytes,
    /// The id that the service gave the request.
    pub request_id: Option<String>,
    /// How many times the request was tried.
    pub attempts: u32,
}

/// Shows how long the body is, never what it holds.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("request_id", &self.request_id)
            .field("attempts", &self.attempts)
            .finish()
    }
}

/// Reads what follows the head of an answer and tells success from failure, which goes by the status
/// alone: 200 to 299 is success.
pub(crate) async fn receive(
    response: reqwest::Response,
    attempt: u32,
    max_bytes: usize,
    deadline: Deadline,
) -> Result<Reply, Failure> {
    let status = response.status().as_u16();
    let request_id = request_id(response.headers());
    if response.status().is_success() {
        let body = reading::whole(response, max_bytes, deadline)
            .await
            .map_err(|failure| failure.answered(status, request_id.clone()))?;
        Ok(Reply { status, body, request_id, attempts: attempt })
    } else {
        let headers = response.headers().clone();
        let part = reading::as_far_as_possible(response, MAX_ERROR_BYTES, deadline).await;
        let error = ServiceError::classify(status, &headers, part);
        Err(Failure::service(status, request_id, error))
    }
}

fn request_id(headers: &HeaderMap) -> Option<String> {
    ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]
        .into_iter()
        .find_map(|name| text(headers, name))
}

/// A header's text, unless it is empty or not text at all.
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}
