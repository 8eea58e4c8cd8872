//! `StartSession`.

use super::agent_message::task;
use super::collection::Notice;
use super::document::{self, Plan};
use super::session::{End, Session, Stage};
use super::token::Grant;
use crate::model::operation::{StartSessionRequest, StartSessionResponse};
use crate::model::types::TargetNotConnected;
use crate::protocol::{Call, Error};

/// What the ids of sessions start with: who started them, which is the account itself.
const USER: &str = "root";

/// Begins a session: the agent of the node is told of it, and the client gets the address and the token
/// with which it connects.
pub(super) fn start_session(
    call: &mut Call<'_>,
    request: StartSessionRequest,
) -> Result<StartSessionResponse, Error> {
    let target = request.target;
    if !call.store.sessions.is_connected(&target) {
        return Err(TargetNotConnected::with_message(format!("{target} is not connected.")).into());
    }
    let given = request.parameters.unwrap_or_default();
    let Plan { name, content, limits } = document::plan(call, request.document_name.as_deref(), &given)?;
    let owner = call.identity.user_arn();
    let id = call.ids.resource(USER);
    let task =
        task(&id, &name, &content, &given, &owner).map_err(|error| Error::internal(error.to_string()))?;
    let session = Session {
        id: id.clone(),
        target: target.clone(),
        document_name: name,
        owner,
        reason: request.reason,
        started: call.now,
        limits,
        client: End::new(call.now),
        agent: End::new(call.now),
        last_used: call.now,
        stage: Stage::Open,
        details: None,
    };
    let sessions = &mut call.store.sessions;
    sessions.open.insert(id.clone(), session);
    sessions.tasks.insert(id.clone(), task);
    sessions.notices.insert((target, id.clone()), Notice::Start);
    let token = sessions.grant(Grant::Client { session: id.clone() })?;
    Ok(StartSessionResponse {
        stream_url: Some(stream_url(call, &id)),
        session_id: Some(id),
        token_value: Some(token),
    })
}

/// Where the data channel of a session is, at the host and port by which the endpoint was called.
pub(super) fn stream_url(call: &Call<'_>, id: &str) -> String {
    let scheme = if call.is_tls { "wss" } else { "ws" };
    format!("{scheme}://{}/v1/data-channel/{id}?role=publish_subscribe", call.host)
}
