//! Filters of lists of sessions.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::session::Session;
use crate::model::types::{AccessType, InvalidFilterKey, SessionFilter, SessionFilterKey};
use crate::protocol::Error;

/// Conditions of which a session must meet all.
pub(super) struct Filters(Vec<Condition>);

enum Condition {
    After(OffsetDateTime),
    Before(OffsetDateTime),
    Target(String),
    Owner(String),
    Status(String),
    SessionId(String),
    AccessType(String),
}

impl Filters {
    /// The filters of a request.
    pub(super) fn of(filters: Option<Vec<SessionFilter>>) -> Result<Self, Error> {
        filters.unwrap_or_default().into_iter().map(condition).collect::<Result<_, _>>().map(Self)
    }

    /// Whether a session meets all conditions.
    pub(super) fn accept(&self, session: &Session) -> bool {
        self.0.iter().all(|condition| match condition {
            Condition::After(time) => session.started >= *time,
            Condition::Before(time) => session.started < *time,
            Condition::Target(target) => session.target == *target,
            Condition::Owner(owner) => session.owner == *owner,
            Condition::Status(status) => session.status().as_str() == status,
            Condition::SessionId(id) => session.id == *id,
            Condition::AccessType(kind) => AccessType::Standard.as_str() == kind,
        })
    }
}

fn condition(filter: SessionFilter) -> Result<Condition, Error> {
    let value = filter.value;
    Ok(match filter.key {
        SessionFilterKey::InvokedAfter => Condition::After(time(&value)?),
        SessionFilterKey::InvokedBefore => Condition::Before(time(&value)?),
        SessionFilterKey::TargetId => Condition::Target(value),
        SessionFilterKey::Owner => Condition::Owner(value),
        SessionFilterKey::Status => Condition::Status(value),
        SessionFilterKey::SessionId => Condition::SessionId(value),
        SessionFilterKey::AccessType => Condition::AccessType(value),
        key => {
            let message = format!("{} is no filter of sessions", key.as_str());
            return Err(Error::from(InvalidFilterKey {}).explained(message));
        }
    })
}

fn time(text: &str) -> Result<OffsetDateTime, Error> {
    OffsetDateTime::parse(text, &Rfc3339)
        .map_err(|_| Error::validation(format!("{text:?} is no time such as 2026-12-31T00:00:00Z")))
}
