//! All sessions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::session::{Session, Side, Stage};
use super::token::Grant;
use crate::store::{NamedTable, Table};

/// Sessions by id, what their nodes are to be told, and who may connect.
#[derive(Default)]
pub(crate) struct Sessions {
    pub(super) open: Table<String, Session>,
    pub(super) past: Table<String, Session>,
    /// What the agents of open sessions are to do, by session.
    pub(super) tasks: Table<String, serde_json::Value>,
    /// What nodes are still to be told, by node and session.
    pub(super) notices: Table<(String, String), Notice>,
    /// The channels by which nodes are told, by node.
    pub(super) control_channels: Table<String, String>,
    /// What tokens allow, by their digests.
    pub(super) grants: Table<String, Grant>,
    /// When it is looked for old sessions again.
    pub(super) next_forgetting: Option<OffsetDateTime>,
}

/// What a node is to be told of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Notice {
    Start,
    Stop,
}

impl Sessions {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 6] {
        [
            ("sessions", &mut self.open),
            ("past-sessions", &mut self.past),
            ("session-tasks", &mut self.tasks),
            ("session-notices", &mut self.notices),
            ("control-channels", &mut self.control_channels),
            ("session-grants", &mut self.grants),
        ]
    }

    /// Takes notice that nobody is connected: the endpoint starts with a state of before.
    pub(crate) fn disconnect_all(&mut self, now: OffsetDateTime) {
        let nodes: Vec<String> = self.control_channels.keys().cloned().collect();
        for node in &nodes {
            self.control_channels.remove(node);
        }
        let connected = self.open.iter().filter(|(_, session)| {
            [Side::Client, Side::Agent].into_iter().any(|side| session.end(side).is_there())
        });
        for id in connected.map(|(id, _)| id.clone()).collect::<Vec<String>>() {
            if let Some(session) = self.open.get_mut(&id) {
                session.client.goes(now);
                session.agent.goes(now);
            }
        }
    }

    /// Whether the agent of a node can be told of sessions.
    pub(crate) fn is_connected(&self, node: &str) -> bool {
        self.control_channels.contains(node)
    }

    /// A session, open or past.
    pub(super) fn get(&self, id: &str) -> Option<&Session> {
        self.open.get(id).or_else(|| self.past.get(id))
    }

    /// Whether there is such a session that is open.
    pub(super) fn is_open(&self, id: &str) -> bool {
        self.open.get(id).is_some_and(Session::is_open)
    }

    /// The sessions of a list, latest first.
    pub(super) fn latest_first(&self, open: bool) -> BTreeMap<Position, &Session> {
        let table = if open { &self.open } else { &self.past };
        table.values().map(|session| (Position::of(session), session)).collect()
    }

    /// Begins to end a session: the client is sent away, and the agent told to stop.
    pub(super) fn begin_to_end(
        &mut self,
        id: &str,
        details: Option<String>,
        has_failed: bool,
        now: OffsetDateTime,
    ) {
        let Some(session) = self.open.get_mut(id).filter(|session| session.is_open()) else { return };
        session.stage = Stage::Ending { since: now, has_failed };
        session.details = details.filter(|details| !details.is_empty());
        self.notices.insert((session.target.clone(), id.to_owned()), Notice::Stop);
        self.forget_grants(|grant| grant.session() == Some(id));
    }

    /// Ends a session of which nobody has to be told any more.
    pub(super) fn end(&mut self, id: &str, now: OffsetDateTime) {
        let Some(mut session) = self.open.remove(id) else { return };
        let has_failed = matches!(session.stage, Stage::Ending { has_failed: true, .. });
        session.stage = Stage::Ended { at: now, has_failed };
        self.tasks.remove(id);
        self.past.insert(id.to_owned(), session);
        self.forget_grants(|grant| grant.session() == Some(id));
    }

    /// Whether a node is to be told something.
    pub(super) fn has_notices(&self, node: &str) -> bool {
        let from = (node.to_owned(), String::new());
        self.notices.range(from..).next().is_some_and(|((of, _), _)| of == node)
    }

    /// What a node is to be told of which sessions, which then counts as told.
    pub(super) fn take_notices(&mut self, node: &str) -> Vec<(String, Notice)> {
        let from = (node.to_owned(), String::new());
        let of_node = self.notices.range(from..).take_while(|((of, _), _)| of == node);
        let taken: Vec<(String, Notice)> =
            of_node.map(|((_, session), notice)| (session.clone(), *notice)).collect();
        for (session, _) in &taken {
            self.notices.remove(&(node.to_owned(), session.clone()));
        }
        taken
    }

    /// Takes back the tokens of which this is true.
    pub(super) fn forget_grants(&mut self, is_over: impl Fn(&Grant) -> bool) {
        let over = self.grants.iter().filter(|(_, grant)| is_over(grant)).map(|(digest, _)| digest.clone());
        for digest in over.collect::<Vec<String>>() {
            self.grants.remove(&digest);
        }
    }
}

/// The place of a session in lists, which begin with the latest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    before_the_end: i64,
    id: String,
}

impl Position {
    fn of(session: &Session) -> Self {
        let milliseconds = session.started.unix_timestamp_nanos() / 1_000_000;
        let milliseconds = i64::try_from(milliseconds).unwrap_or(i64::MAX);
        Self { before_the_end: i64::MAX - milliseconds, id: session.id.clone() }
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.before_the_end, self.id)
    }
}

impl std::str::FromStr for Position {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (before_the_end, id) = text.split_once('/').unwrap_or((text, ""));
        Ok(Self { before_the_end: before_the_end.parse()?, id: id.to_owned() })
    }
}
