//! What comes back: an answer, or the service's word that there is none.

mod advice;

use http::HeaderMap;
use http::header::CONTENT_ENCODING;

use crate::failure::{ErrorKind, Failure, OneLine, Part, ServiceError, header_text, request_id};
use crate::reply::Reply;
use crate::retry::FailedAttempt;
use crate::seams::Answer;
pub(crate) use advice::Advice;

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
