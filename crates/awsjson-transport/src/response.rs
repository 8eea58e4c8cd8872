//! What comes back: an answer, or the service's word that there is none.

mod reading;

use http::HeaderMap;

use crate::connection::Deadline;
use crate::failure::{Failure, ServiceError, header_text};
use crate::reply::Reply;
pub(crate) use reading::next_chunk;

/// The most that is read of an error's body: 1 MiB. What is longer is cut there, and the error stays
/// what it is.
pub const MAX_ERROR_BYTES: usize = 1 << 20;

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
        .find_map(|name| header_text(headers, name))
}
