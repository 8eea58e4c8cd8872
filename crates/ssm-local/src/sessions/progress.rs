//! What becomes of sessions by themselves.

use std::time::Duration;

use time::OffsetDateTime;

use super::session::{Limits, Session, Stage};
use crate::protocol::Call;

/// How long an agent may be away from an open session, or not have come at all. The official one tries to
/// come back five times within some ten seconds.
const AGENT_IS_SILENT: Duration = Duration::from_secs(60);

/// How long an agent may take to stop.
const STOPPING: Duration = Duration::from_secs(30);

/// How long a session is remembered: 30 days, as the history of Session Manager goes back.
const REMEMBERED: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How often it is looked for sessions that are too old.
const OFTEN: Duration = Duration::from_secs(60 * 60);

/// What is due.
enum Due {
    /// The session has to end, for this reason.
    ToEnd { details: String, has_failed: bool },
    /// The session is over.
    Over,
}

/// Ends the sessions whose time has come.
pub(super) fn look_after(call: &mut Call<'_>) {
    let now = call.now;
    let due =
        call.store.sessions.open.iter().filter_map(|(id, session)| Some((id.clone(), due(session, now)?)));
    for (id, due) in due.collect::<Vec<(String, Due)>>() {
        match due {
            Due::ToEnd { details, has_failed } => {
                call.store.sessions.begin_to_end(&id, Some(details), has_failed, now);
            }
            Due::Over => call.store.sessions.end(&id, now),
        }
    }
}

fn due(session: &Session, now: OffsetDateTime) -> Option<Due> {
    let agent_is_away = !session.agent.is_there();
    if let Stage::Ending { since, .. } = session.stage {
        return (agent_is_away || since + STOPPING <= now).then_some(Due::Over);
    }
    let Limits { idle, longest } = session.limits;
    let minutes = |length: Duration| length.as_secs() / 60;
    if let Some(longest) = longest.filter(|longest| session.started + *longest <= now) {
        let details =
            format!("the session has lasted {} minutes, which is the longest it may", minutes(longest));
        return Some(Due::ToEnd { details, has_failed: false });
    }
    if session.last_used + idle <= now {
        let details = format!("the session was not used for {} minutes", minutes(idle));
        return Some(Due::ToEnd { details, has_failed: false });
    }
    if agent_is_away && session.agent.since + AGENT_IS_SILENT <= now {
        let details = match session.agent.was_there {
            true => "the agent of the node is gone",
            false => "the agent of the node does not open the session",
        };
        return Some(Due::ToEnd { details: details.to_owned(), has_failed: !session.agent.was_there });
    }
    None
}

/// Forgets the sessions that ended long ago.
pub(super) fn forget_old(call: &mut Call<'_>) {
    let (now, sessions) = (call.now, &mut call.store.sessions);
    if sessions.next_forgetting.is_some_and(|next| now < next) {
        return;
    }
    let is_old =
        |session: &Session| matches!(session.stage, Stage::Ended { at, .. } if at + REMEMBERED <= now);
    let old = sessions.past.iter().filter(|(_, session)| is_old(session)).map(|(id, _)| id.clone());
    for id in old.collect::<Vec<String>>() {
        sessions.past.remove(&id);
    }
    sessions.next_forgetting = Some(now + OFTEN);
}
