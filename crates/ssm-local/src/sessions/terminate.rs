//! `TerminateSession`.

use super::resume::unknown;
use crate::model::operation::{TerminateSessionRequest, TerminateSessionResponse};
use crate::protocol::{Call, Error};

/// What the client is told whose session is ended for it.
const TERMINATED: &str = "the session was terminated";

/// Ends a session for good. One that is over stays over.
pub(super) fn terminate_session(
    call: &mut Call<'_>,
    request: TerminateSessionRequest,
) -> Result<TerminateSessionResponse, Error> {
    let id = request.session_id;
    if call.store.sessions.get(&id).is_none() {
        return Err(unknown(&id));
    }
    call.store.sessions.begin_to_end(&id, Some(TERMINATED.to_owned()), false, call.now);
    Ok(TerminateSessionResponse { session_id: Some(id) })
}
