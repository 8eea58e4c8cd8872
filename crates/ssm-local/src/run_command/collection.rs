//! All commands.

use std::collections::BTreeMap;

use time::OffsetDateTime;

use super::command::Command;
use super::invocation::Invocation;
use crate::store::{NamedTable, Table};

/// The key of an invocation: the ids of its command and node.
pub(super) type InvocationKey = (String, String);

/// Commands, their invocations, and which of them are under way.
#[derive(Default)]
pub(crate) struct Commands {
    pub(super) by_id: Table<String, Command>,
    pub(super) invocations: Table<InvocationKey, Invocation>,
    /// What the messages of commands say that are not over, by their ids.
    pub(super) payloads: Table<String, serde_json::Value>,
    /// When commands that are not over have to be looked after, by their ids.
    pub(super) running: Table<String, OffsetDateTime>,
    /// When it is looked for old commands again.
    pub(super) next_forgetting: Option<OffsetDateTime>,
}

impl Commands {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 4] {
        [
            ("commands", &mut self.by_id),
            ("command-invocations", &mut self.invocations),
            ("command-payloads", &mut self.payloads),
            ("running-commands", &mut self.running),
        ]
    }

    /// The invocations of a command by node.
    pub(super) fn invocations_of<'a>(&'a self, command_id: &'a str) -> impl Iterator<Item = &'a Invocation> {
        let from = (command_id.to_owned(), String::new());
        let is_of = move |(key, _): &(&InvocationKey, &Invocation)| key.0 == command_id;
        self.invocations.range(from..).take_while(is_of).map(|(_, invocation)| invocation)
    }

    pub(super) fn invocation(&self, command_id: &str, instance_id: &str) -> Option<&Invocation> {
        self.invocations.get(&(command_id.to_owned(), instance_id.to_owned()))
    }

    pub(super) fn invocation_mut(&mut self, command_id: &str, instance_id: &str) -> Option<&mut Invocation> {
        self.invocations.get_mut(&(command_id.to_owned(), instance_id.to_owned()))
    }

    /// Has a command that is not over looked after at once.
    pub(super) fn wake(&mut self, command_id: &str, now: OffsetDateTime) {
        if let Some(due) = self.running.get_mut(command_id) {
            *due = now;
        }
    }

    /// All commands, or the one of this id, latest first.
    pub(super) fn latest_first(&self, id: Option<&String>) -> BTreeMap<Position, &Command> {
        let place = |command| (Position::of(command), command);
        match id {
            Some(id) => self.by_id.get(id).into_iter().map(place).collect(),
            None => self.by_id.values().map(place).collect(),
        }
    }
}

/// The place of a command in lists, which begin with the latest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    before_the_end: i64,
    pub(super) command_id: String,
    /// Of an invocation; empty of a command.
    instance_id: String,
}

impl Position {
    fn of(command: &Command) -> Self {
        let milliseconds = command.requested.unix_timestamp_nanos() / 1_000_000;
        let milliseconds = i64::try_from(milliseconds).unwrap_or(i64::MAX);
        Self {
            before_the_end: i64::MAX - milliseconds,
            command_id: command.id().to_owned(),
            instance_id: String::new(),
        }
    }

    /// The place of the command's invocation on this node.
    pub(super) fn of_node(&self, instance_id: &str) -> Self {
        Self { instance_id: instance_id.to_owned(), ..self.clone() }
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.before_the_end, self.command_id, self.instance_id)
    }
}

impl std::str::FromStr for Position {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (before_the_end, rest) = text.split_once('/').unwrap_or((text, ""));
        let (command_id, instance_id) = rest.split_once('/').unwrap_or((rest, ""));
        Ok(Self {
            before_the_end: before_the_end.parse()?,
            command_id: command_id.to_owned(),
            instance_id: instance_id.to_owned(),
        })
    }
}
