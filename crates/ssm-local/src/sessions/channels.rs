//! Who may connect to what, who is connected, and what they are to know. The gateway asks here.

use super::agent_message::{TaskComplete, ToAgent};
use super::collection::Notice;
use super::session::{Session, Side, Stage};
use super::token::Grant;
use crate::identity::Identity;
use crate::messages;
use crate::model::types::{AccessDeniedException, InvalidInstanceId};
use crate::nodes;
use crate::protocol::{Call, Error};
use crate::store::Stores;

/// What the official agent takes for the end of a session, by these very words.
const OVER: &str = "Session is already terminated";

/// How a session stands for one of its connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It goes on.
    Open {
        /// Whether the other side is connected.
        has_peer: bool,
    },
    /// The same side has another connection.
    Replaced,
    /// It is over.
    Over {
        /// Why, or nothing.
        details: String,
    },
}

/// The account and region of a session that is open.
pub(crate) fn home_of(session: &str, stores: &Stores) -> Option<Identity> {
    let mut all = stores.iter();
    let found = all.find(|(_, store)| store.sessions.open.contains(session));
    found.map(|(identity, _)| identity.clone())
}

/// A token by which a node opens its control channel.
pub(crate) fn create_control_channel(call: &mut Call<'_>, node: &str) -> Result<String, Error> {
    check_node(call, node)?;
    nodes::heard_of(call, node);
    call.store.sessions.grant(Grant::Control { node: node.to_owned() })
}

/// A token by which an agent opens the data channel of a session.
pub(crate) fn create_data_channel(call: &mut Call<'_>, session: &str) -> Result<String, Error> {
    let found = call.store.sessions.open.get(session).filter(|session| session.is_open());
    let Some(target) = found.map(|session| session.target.clone()) else {
        return Err(Error::validation(OVER));
    };
    check_node(call, &target)?;
    call.store.sessions.grant(Grant::Agent { session: session.to_owned() })
}

/// Takes notice that a node can be told of sessions, by this channel and no other.
pub(crate) fn open_control_channel(
    call: &mut Call<'_>,
    node: &str,
    token: &str,
    channel: &str,
) -> Result<(), Error> {
    check_node(call, node)?;
    let sessions = &mut call.store.sessions;
    if sessions.granted(token) != Some(&Grant::Control { node: node.to_owned() }) {
        return Err(refused());
    }
    sessions.spend(token);
    sessions.control_channels.insert(node.to_owned(), channel.to_owned());
    // What was told by a channel that broke may not have arrived.
    let of_node = sessions.open.values().filter(|session| session.target == node);
    let again: Vec<(String, Notice)> = of_node
        .filter_map(|session| match session.stage {
            Stage::Open if session.agent.was_there => None,
            Stage::Open => Some((session.id.clone(), Notice::Start)),
            _ => Some((session.id.clone(), Notice::Stop)),
        })
        .collect();
    for (id, notice) in again {
        sessions.notices.insert((node.to_owned(), id), notice);
    }
    nodes::heard_of(call, node);
    Ok(())
}

/// Whether a node is to be told something by this channel; none if it is told by another one.
pub(crate) fn has_messages(call: &Call<'_>, node: &str, channel: &str) -> Option<bool> {
    let sessions = &call.store.sessions;
    let is_current = sessions.control_channels.get(node).is_some_and(|current| current == channel);
    is_current.then(|| sessions.has_notices(node) || messages::has_jobs(call, node))
}

/// What a node is to be told by this channel; none if it is told by another one.
pub(crate) fn take_messages(call: &mut Call<'_>, node: &str, channel: &str) -> Option<Vec<ToAgent>> {
    if call.store.sessions.control_channels.get(node).is_none_or(|current| current != channel) {
        return None;
    }
    nodes::heard_of(call, node);
    let taken = call.store.sessions.take_notices(node);
    let notices = taken.into_iter().filter_map(|(session, notice)| match notice {
        Notice::Start => {
            let task = call.store.sessions.tasks.get(&session)?;
            Some(ToAgent::start(call.ids.uuid(), &session, task))
        }
        Notice::Stop => Some(ToAgent::stop(call.ids.uuid(), &session, node, call.now)),
    });
    let mut all: Vec<ToAgent> = notices.collect();
    for payload in messages::take_jobs(call, node) {
        all.push(ToAgent::job(call.ids.uuid(), payload));
    }
    Some(all)
}

/// Takes notice that a control channel is closed.
pub(crate) fn close_control_channel(call: &mut Call<'_>, node: &str, channel: &str) {
    let channels = &mut call.store.sessions.control_channels;
    if channels.get(node).is_some_and(|current| current == channel) {
        channels.remove(node);
    }
}

/// Lets in whoever has this token, and says which side that is.
pub(crate) fn open_data_channel(
    call: &mut Call<'_>,
    session: &str,
    token: &str,
    channel: &str,
) -> Result<Side, Error> {
    let sessions = &mut call.store.sessions;
    let side = match sessions.granted(token) {
        Some(Grant::Client { session: allowed }) if allowed == session => Side::Client,
        Some(Grant::Agent { session: allowed }) if allowed == session => Side::Agent,
        _ => return Err(refused()),
    };
    if side == Side::Agent {
        sessions.spend(token);
    }
    let open = sessions.open.get_mut(session).filter(|session| session.is_open());
    let open = open.ok_or_else(|| Error::validation(OVER))?;
    open.end_mut(side).comes(channel.to_owned(), call.now);
    open.last_used = call.now;
    Ok(side)
}

/// How a session stands for this connection of this side.
pub(crate) fn standing(call: &Call<'_>, session: &str, side: Side, channel: &str) -> Standing {
    let Some(found) = call.store.sessions.get(session) else {
        return Standing::Over { details: "the session is not known any more".to_owned() };
    };
    if found.end(side).channel.as_deref() != Some(channel) {
        return match found.stage {
            Stage::Open => Standing::Replaced,
            _ => Standing::Over { details: found.details.clone().unwrap_or_default() },
        };
    }
    match (found.stage, side) {
        (Stage::Open, Side::Client) => Standing::Open { has_peer: found.agent.is_there() },
        (Stage::Open, Side::Agent) => Standing::Open { has_peer: found.client.is_there() },
        _ => Standing::Over { details: found.details.clone().unwrap_or_default() },
    }
}

/// Takes notice that something is said.
pub(crate) fn used(call: &mut Call<'_>, session: &str) {
    if let Some(session) = call.store.sessions.open.get_mut(session) {
        session.last_used = call.now;
    }
}

/// Takes notice that a connection is closed.
pub(crate) fn close_data_channel(call: &mut Call<'_>, session: &str, side: Side, channel: &str) {
    let now = call.now;
    let Some(found) = call.store.sessions.open.get_mut(session) else { return };
    if found.end(side).channel.as_deref() == Some(channel) {
        found.end_mut(side).goes(now);
    }
}

/// Takes notice that the agent has ended a session.
pub(crate) fn end_by_agent(call: &mut Call<'_>, session: &str) {
    finish(call, session, None, false);
}

/// Takes notice of how a session ended on its node.
pub(crate) fn complete(call: &mut Call<'_>, node: &str, told: &TaskComplete) {
    let is_of_node = |session: &Session| session.target == node;
    if call.store.sessions.open.get(&told.task_id).is_some_and(is_of_node) {
        finish(call, &told.task_id, Some(told.output.clone()), told.has_failed());
    }
}

fn finish(call: &mut Call<'_>, id: &str, details: Option<String>, has_failed: bool) {
    let (sessions, now) = (&mut call.store.sessions, call.now);
    sessions.begin_to_end(id, details, has_failed, now);
    if let Some(session) = sessions.open.get(id) {
        // Its node knows already.
        sessions.notices.remove(&(session.target.clone(), id.to_owned()));
    }
    sessions.end(id, now);
}

/// Refuses what a node does in the name of another, and nodes that are not managed.
fn check_node(call: &Call<'_>, node: &str) -> Result<(), Error> {
    if call.node.is_some_and(|caller| caller != node) {
        let message = format!("the credentials are not those of {node}");
        return Err(AccessDeniedException::with_message(message).into());
    }
    match call.store.nodes.get(node) {
        Some(_) => Ok(()),
        None => Err(InvalidInstanceId::with_message(format!("{node} is no managed node")).into()),
    }
}

fn refused() -> Error {
    AccessDeniedException::with_message("the token is not, or no longer, good for this channel").into()
}
