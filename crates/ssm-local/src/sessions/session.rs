//! A session.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::model::types::{self, AccessType, SessionStatus};

/// One of the two who talk to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Side {
    /// Whoever started the session.
    Client,
    /// The agent of the node.
    Agent,
}

/// A session, open or past.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Session {
    pub(super) id: String,
    /// The id of the node.
    pub(super) target: String,
    pub(super) document_name: String,
    pub(super) owner: String,
    pub(super) reason: Option<String>,
    pub(super) started: OffsetDateTime,
    pub(super) limits: Limits,
    pub(super) client: End,
    pub(super) agent: End,
    /// When something was said last, by either side.
    pub(super) last_used: OffsetDateTime,
    pub(super) stage: Stage,
    /// Why it ended, if that is worth a word.
    pub(super) details: Option<String>,
}

/// How long a session may last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Limits {
    /// Without anything being said.
    pub(super) idle: Duration,
    /// In all.
    pub(super) longest: Option<Duration>,
}

/// One side's connection.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct End {
    /// The channel that it is connected by.
    pub(super) channel: Option<String>,
    /// Whether it was ever connected.
    pub(super) was_there: bool,
    /// Since when it is connected, or is not.
    pub(super) since: OffsetDateTime,
}

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Stage {
    Open,
    /// The client is sent away, and the agent is told to stop.
    Ending {
        since: OffsetDateTime,
        has_failed: bool,
    },
    Ended {
        at: OffsetDateTime,
        has_failed: bool,
    },
}

impl End {
    /// Nobody yet.
    pub(super) fn new(now: OffsetDateTime) -> Self {
        Self { channel: None, was_there: false, since: now }
    }

    pub(super) fn is_there(&self) -> bool {
        self.channel.is_some()
    }

    pub(super) fn comes(&mut self, channel: String, now: OffsetDateTime) {
        *self = Self { channel: Some(channel), was_there: true, since: now };
    }

    pub(super) fn goes(&mut self, now: OffsetDateTime) {
        self.channel = None;
        self.since = now;
    }
}

impl Session {
    pub(super) fn end(&self, side: Side) -> &End {
        match side {
            Side::Client => &self.client,
            Side::Agent => &self.agent,
        }
    }

    pub(super) fn end_mut(&mut self, side: Side) -> &mut End {
        match side {
            Side::Client => &mut self.client,
            Side::Agent => &mut self.agent,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.stage == Stage::Open
    }

    pub(super) fn status(&self) -> SessionStatus {
        match self.stage {
            Stage::Ended { has_failed: true, .. } => SessionStatus::Failed,
            Stage::Ended { .. } => SessionStatus::Terminated,
            Stage::Ending { .. } => SessionStatus::Terminating,
            Stage::Open if self.client.is_there() && self.agent.is_there() => SessionStatus::Connected,
            Stage::Open if self.client.was_there && self.agent.was_there => SessionStatus::Disconnected,
            Stage::Open => SessionStatus::Connecting,
        }
    }

    /// The session as answers show it.
    pub(super) fn shown(&self) -> types::Session {
        let end_date = match self.stage {
            Stage::Ended { at, .. } => Some(at),
            _ => None,
        };
        let minutes = self.limits.longest.map(|longest| (longest.as_secs() / 60).to_string());
        types::Session {
            session_id: Some(self.id.clone()),
            target: Some(self.target.clone()),
            status: Some(self.status()),
            start_date: Some(self.started),
            end_date,
            document_name: Some(self.document_name.clone()),
            owner: Some(self.owner.clone()),
            reason: self.reason.clone(),
            details: self.details.clone(),
            // Output is logged nowhere.
            output_url: None,
            max_session_duration: minutes,
            access_type: Some(AccessType::Standard),
        }
    }
}
