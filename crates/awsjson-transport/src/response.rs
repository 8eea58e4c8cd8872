//! What comes back: an answer, or the service's word that there is none.

mod advice;
mod reading;

use http::header::CONTENT_ENCODING;
use http::{HeaderMap, Response};
use hyper::body::Incoming;

use crate::failure::{ErrorKind, Failure, OneLine, Part, ServiceError, header_text};
use crate::reply::Reply;
use crate::retry::FailedAttempt;
use crate::seams::{Answer, Limits};
pub(crate) use advice::Advice;

/// The most that is read of an error's body: 1 MiB. What is longer is cut there, and the error stays
/// what it is.
pub const MAX_ERROR_BYTES: usize = 1 << 20;

/// Reads what follows the head of an answer: of a success all of it, of an error what comes.
pub(crate) async fn read(mut response: Response<Incoming>, limits: Limits) -> Result<Answer, Failure> {
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let (body, cut) = if status.is_success() {
        let body = reading::whole(response, limits.max_bytes, limits.deadline)
            .await
            .map_err(|failure| failure.answered(status.as_u16(), request_id(&headers)))?;
        (body, false)
    } else {
        let part = reading::as_far_as_possible(response, MAX_ERROR_BYTES, limits.deadline).await;
        (part.bytes, part.cut)
    };
    Ok(Answer { status, headers, body, cut })
}

/// Tells success from failure, which goes by the status: 200 to 299 is success, unless it cannot be
/// the service's.
pub(crate) fn tell(answer: Answer, attempt: u32) -> Result<Reply, FailedAttempt> {
    let Answer { status, headers, body, cut } = answer;
    let request_id = request_id(&headers);
    if status.is_success() {
        if let Some(problem) = foreign(&headers, &body) {
            let failure = Failure::new(ErrorKind::Decode, problem).answered(status.as_u16(), request_id);
            return Err(failure.into());
        }
        return Ok(Reply { status: status.as_u16(), body, request_id, attempts: attempt });
    }
    let error = ServiceError::classify(status.as_u16(), &headers, Part { bytes: body, cut });
    let failure = Failure::service(status.as_u16(), request_id, error);
    Err(FailedAttempt { failure, advice: Advice::of(&headers) })
}

/// Why a success cannot be the service's answer, whatever the operation: something on the way sent
/// it, or changed it.
fn foreign(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    match header_text(headers, CONTENT_ENCODING.as_str()) {
        Some(encoding) if !encoding.eq_ignore_ascii_case("identity") => {
            let encoding = OneLine::name(&encoding);
            return Some(format!("its body is encoded as {encoding}, which nobody asked for"));
        }
        _ => {}
    }
    body.trim_ascii_start().starts_with(b"<").then(|| {
        "it is a page of HTML or XML, as proxies and the login pages of networks send it in place of \
         the service"
            .to_owned()
    })
}

fn request_id(headers: &HeaderMap) -> Option<String> {
    ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]
        .into_iter()
        .find_map(|name| header_text(headers, name))
}
