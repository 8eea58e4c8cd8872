//! `ResumeSession`: a client that lost its connection comes back.

use super::start::stream_url;
use super::token::Grant;
use crate::model::operation::{ResumeSessionRequest, ResumeSessionResponse};
use crate::model::types::DoesNotExistException;
use crate::protocol::{Call, Error};

/// Answers a new token in place of the one before. A session that is over has none, by which clients know
/// that it is.
pub(super) fn resume_session(
    call: &mut Call<'_>,
    request: ResumeSessionRequest,
) -> Result<ResumeSessionResponse, Error> {
    let id = request.session_id;
    if call.store.sessions.get(&id).is_none() {
        return Err(unknown(&id));
    }
    if !call.store.sessions.is_open(&id) {
        return Ok(ResumeSessionResponse { session_id: Some(id), token_value: None, stream_url: None });
    }
    let token = call.store.sessions.grant(Grant::Client { session: id.clone() })?;
    Ok(ResumeSessionResponse {
        stream_url: Some(stream_url(call, &id)),
        session_id: Some(id),
        token_value: Some(token),
    })
}

/// There is no such session.
pub(super) fn unknown(id: &str) -> Error {
    DoesNotExistException::with_message(format!("there is no session {id} in this account and region")).into()
}
