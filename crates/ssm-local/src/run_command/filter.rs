//! Filters of lists of commands and invocations.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::command::Command;
use super::stage::Stage;
use crate::model::types::{CommandFilter, CommandFilterKey, InvalidFilterKey};
use crate::protocol::Error;

/// Conditions of which a command or an invocation must meet all.
pub(super) struct Filters(Vec<Condition>);

enum Condition {
    InvokedAfter(OffsetDateTime),
    InvokedBefore(OffsetDateTime),
    Status(String),
    Document(String),
    /// Whether the command is over.
    IsOver(bool),
}

/// The operation that filters are for, on which depends what may be asked.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum For {
    Commands,
    Invocations,
}

impl Filters {
    /// The filters of a request, if they may be asked of this operation.
    pub(super) fn of(filters: Option<Vec<CommandFilter>>, operation: For) -> Result<Self, Error> {
        let conditions = filters.unwrap_or_default().into_iter().map(|filter| condition(filter, operation));
        conditions.collect::<Result<_, _>>().map(Self)
    }

    /// Whether a command meets all conditions.
    pub(super) fn accept_command(&self, command: &Command, is_over: bool) -> bool {
        let status = command.shown.status.as_ref().map_or("", |status| status.as_str());
        let details = command.shown.status_details.as_deref().unwrap_or_default();
        self.0.iter().all(|condition| match condition {
            Condition::IsOver(expected) => is_over == *expected,
            other => other.accepts(command, [status, details]),
        })
    }

    /// Whether an invocation of a command meets all conditions.
    pub(super) fn accept_invocation(&self, command: &Command, stage: Stage, is_online: bool) -> bool {
        let (status, details) = stage.shown(is_online);
        self.0.iter().all(|condition| condition.accepts(command, [status.as_str(), details]))
    }
}

impl Condition {
    fn accepts(&self, command: &Command, statuses: [&str; 2]) -> bool {
        match self {
            Self::InvokedAfter(time) => command.requested >= *time,
            Self::InvokedBefore(time) => command.requested < *time,
            Self::Status(status) => statuses.contains(&status.as_str()),
            Self::Document(name) => command.shown.document_name.as_ref() == Some(name),
            Self::IsOver(_) => true,
        }
    }
}

fn condition(filter: CommandFilter, operation: For) -> Result<Condition, Error> {
    let refuse = |message: String| Err(Error::from(InvalidFilterKey {}).explained(message));
    let value = filter.value;
    Ok(match filter.key {
        CommandFilterKey::InvokedAfter => Condition::InvokedAfter(time(&value)?),
        CommandFilterKey::InvokedBefore => Condition::InvokedBefore(time(&value)?),
        CommandFilterKey::Status => Condition::Status(value),
        CommandFilterKey::DocumentName => Condition::Document(value),
        CommandFilterKey::ExecutionStage if operation == For::Commands => match value.as_str() {
            "Executing" => Condition::IsOver(false),
            "Complete" => Condition::IsOver(true),
            _ => {
                let message = format!("{value:?} is no ExecutionStage, which is Executing or Complete");
                return Err(Error::validation(message));
            }
        },
        key => return refuse(format!("{} is no filter of this operation", key.as_str())),
    })
}

fn time(text: &str) -> Result<OffsetDateTime, Error> {
    OffsetDateTime::parse(text, &Rfc3339)
        .map_err(|_| Error::validation(format!("{text:?} is no time such as 2026-12-31T00:00:00Z")))
}
